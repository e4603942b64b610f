// Makes the index of any number of incidents, as `faultline index` writes one to standard output, the same for the same
// number and seed: an organisation of two dozen services over three years. Lengths are lognormal, some incidents overlap,
// a few are still open at `NOW`, and a few are drills or planned work. A third of the incidents have whole seconds in UTC, a
// third milliseconds, and a third an offset, as their tools wrote them. About 850 bytes an incident.
//
//   node bench/many.mjs INCIDENTS [SEED] > index.json

import { fileURLToPath } from "node:url";
import { dice, WRITE } from "./generate.mjs";

const [FIRST, LAST] = [Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1)];
/** When the page is looked at: after the last incident began. */
export const NOW = Date.UTC(2026, 0, 1, 12);

const SERVICES = [
  "api-gateway", "auth", "billing", "cdn", "checkout", "ci", "data-lake", "email", "exports", "feature-flags", "inventory",
  "ledger", "media", "mobile-api", "notifications", "orders-db", "payments", "pricing", "queue", "recommendations", "search",
  "sessions", "shipping", "webhooks",
];
const TEAMS = ["Platform team", "Database team", "Payments team", "Search team", "Edge team"];
const SEVERITIES = [["SEV1", 6], ["SEV2", 24], ["SEV3", 45], ["SEV4", 25]];
const LEVELS = [["full", 18], ["partial", 34], ["degraded", 44], ["none", 4]];
const WHAT = [
  "Requests refused", "Slow answers", "Stale results", "Timeouts", "Errors after a deployment", "Lost messages", "Connection pool exhausted",
  "Certificate expired", "Wrong prices shown", "Jobs delayed", "Failover did not happen", "Disk full", "Sign-in impossible",
];
const WHY = [
  ["The pool is smaller than the number of workers", "root"], ["Retries have no limit and no pause", "contributing"],
  ["Nobody was paged: the alert looked at the wrong series", "contributing"], ["The rollback was not rehearsed", "contributing"],
  ["A limit was set for each service alone", "root"], ["The change was made by hand and not reviewed", "trigger"],
];
const WHAT_NEXT = [
  ["Size the pool from the number of workers", "prevent"], ["Give each retry a budget", "mitigate"],
  ["Alert on the share of failed requests", "detect"], ["Rehearse the rollback every quarter", "process"],
];
const TAGS = ["database", "deploy", "network", "capacity", "third-party", "configuration", "on-call"];

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/**
 * The text of an index (docs/format.md, "Many incidents in one file").
 * @param {number} count how many incidents
 * @param {number} [seed] another seed, other incidents
 * @returns {string}
 */
export function generateIndex(count, seed = 1) {
  const roll = dice(seed);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const weighted = (list) => {
    let left = roll() * list.reduce((sum, [, share]) => sum + share, 0);
    return (list.find(([, share]) => (left -= share) < 0) ?? list[0])[0];
  };
  /** A normal number: the sum of twelve even ones, less six. */
  const normal = () => Array.from({ length: 12 }, roll).reduce((sum, one) => sum + one, -6);
  const day = (ms) => WRITE.seconds(ms).slice(0, 10);
  const starts = Array.from({ length: count }, () => Math.floor((FIRST + roll() * (LAST - FIRST)) / MINUTE) * MINUTE);
  starts.sort((a, b) => a - b);
  const lines = starts.map((start, index) => {
    const iso = pick([WRITE.seconds, WRITE.millis, WRITE.offset]);
    // Three incidents in a thousand are open, and those began in the last days.
    const open = index >= count - Math.ceil(count * 0.003);
    const minutes = Math.max(1, Math.round(45 * Math.exp(1.4 * normal())));
    const end = start + minutes * MINUTE;
    const noticed = start + Math.round(minutes * 0.2 * roll()) * MINUTE;
    const begun = noticed + Math.round(minutes * 0.1 * roll()) * MINUTE;
    const services = [...new Set(Array.from({ length: 1 + Math.floor(roll() * roll() * 3) }, () => pick(SERVICES)))];
    const impacts = Array.from({ length: 1 + Math.floor(roll() * 2.2) }, (_, number) => {
      const from = start + (number === 0 ? 0 : Math.floor((roll() * minutes) / 2)) * MINUTE;
      const until = number === 0 ? end : Math.min(end, from + Math.ceil(roll() * minutes) * MINUTE);
      const impact = { start: iso(from) };
      if (!open) impact.end = iso(until);
      impact.level = weighted(LEVELS);
      impact.services = number === 0 ? services : services.slice(0, 1);
      return impact;
    });
    const causes = Array.from({ length: Math.floor(roll() * 3) }, (_, number) => {
      const [title, role] = pick(WHY);
      return { id: `c${number + 1}`, title, role };
    });
    const actions = Array.from({ length: causes.length && Math.floor(roll() * 3.5) }, (_, number) => {
      const [title, kind] = pick(WHAT_NEXT);
      const due = start + (7 + Math.floor(roll() * 90)) * DAY;
      const done = roll() < 0.8 && due < NOW;
      const action = { id: `a${number + 1}`, title, addresses: [pick(causes).id], kind, owner: pick(TEAMS), status: done ? "done" : "open", due: day(due) };
      if (done) action.completed = day(due + Math.floor(30 * (roll() - 0.7)) * DAY);
      return action;
    });
    const kind = roll();
    const tags = [pick(TAGS), ...(kind < 0.01 ? ["drill"] : kind < 0.025 ? ["maintenance"] : [])];
    const id = `${day(start)}-${String(index + 1).padStart(5, "0")}`;
    const entry = {
      src: `${id.slice(0, 4)}/${id}.json`,
      counts: { events: 4 + Math.floor(roll() * 40) },
      version: 1,
      id,
      title: `${pick(WHAT)}: ${services[0]}`,
      severity: weighted(SEVERITIES),
      status: open ? "ongoing" : roll() < 0.7 ? "reviewed" : "resolved",
      services,
      impacts,
      milestones: { started: iso(start), detected: iso(noticed), acknowledged: iso(begun) },
    };
    if (causes.length) entry.counts.causes = causes.length;
    if (actions.length) entry.counts.actions = actions.length;
    if (!open) Object.assign(entry.milestones, { mitigated: iso(end), resolved: iso(end + Math.round(roll() * 60) * MINUTE) });
    if (causes.length) entry.root_causes = causes;
    if (actions.length) entry.corrective_actions = actions;
    entry.tags = tags;
    return JSON.stringify(entry);
  });
  return `{"version":1,"title":"Three years of ${count} incidents","incidents":[\n${lines.join(",\n")}\n]}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count, seed] = process.argv.slice(2).map(Number);
  if (!(count > 0)) {
    console.error("Usage: node bench/many.mjs INCIDENTS [SEED] > index.json");
    process.exit(2);
  }
  process.stdout.write(generateIndex(count, seed));
}
