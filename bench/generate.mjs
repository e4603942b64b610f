// Makes incident files of any number of events, the same for the same number, seed and shape: an alert storm of three
// days, as imported from logs. About 200 bytes an event, a fifth with an end. ASCII only, which is the quickest text for
// JSON.parse.
//
//   node bench/generate.mjs EVENTS [SEED [seconds|millis|offset|unsorted]] > incident.json

import { fileURLToPath } from "node:url";

const START = Date.UTC(2026, 2, 14, 22, 0, 0);
const LENGTH_S = 3 * 86_400;
const SERVICES = ["api-gateway", "checkout", "payments", "search", "inventory", "sessions", "orders-db", "mail", "cdn"];
const ACTORS = ["Alertmanager", "Kubernetes", "Deploy pipeline", "On-call engineer", "Incident lead", "Database team"];
const CAUSES = ["pool", "retry", "limits"];
/** Kinds with their share in a hundred. */
const KINDS = [
  ["symptom", 52], ["detection", 16], ["note", 9], ["change", 6], ["response", 6], ["recovery", 4], ["communication", 3],
  ["diagnosis", 2], ["mitigation", 1], ["escalation", 1],
];
const KIND_OF = KINDS.flatMap(([kind, share]) => Array(share).fill(kind));
const WHAT = [
  "HTTP 5xx rate above 5 %", "p99 latency above 2 s", "Pod restarted: liveness probe failed", "Connection pool exhausted",
  "Queue depth above 10000", "Replica lag above 30 s", "Disk 91 % full", "Retry budget exhausted", "TLS handshake failed",
  "Health check failed 3 times", "CPU throttled", "Out of memory, killed", "Cache hit rate below 60 %",
];
const MORE = [
  "Threshold crossed for five minutes; the *runbook* says to drain the node.", "Seen from `eu-west-1a` and `eu-west-1b` only.",
  "Fired again after it had been silenced for an hour.", "The graph shows a step at the same minute as the last rollout.",
  "connect ECONNREFUSED 10.12.4.7:5432 (attempt 4 of 5), giving up", "Acknowledged by a bot, nobody was paged.",
];

/**
 * How tools write times: whole seconds in UTC, milliseconds in UTC, or local time with its offset. One event in fifty is
 * out of order, as in logs of several machines; in `unsorted`, all are.
 */
export const SHAPES = ["seconds", "millis", "offset", "unsorted"];

const OFFSET_MS = 2 * 3_600_000;
/** How a shape writes an instant, given in ms. */
export const WRITE = {
  seconds: (ms) => new Date(ms).toISOString().replace(/\.\d+/, ""),
  millis: (ms) => new Date(ms).toISOString(),
  offset: (ms) => new Date(ms + OFFSET_MS).toISOString().replace(/\.\d+Z/, "+02:00"),
};
WRITE.unsorted = WRITE.seconds;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Seconds after the start, rising: storms twenty times as dense as the quiet between them. */
function moments(count, roll) {
  const times = new Float64Array(count);
  let [at, storm] = [0, false];
  for (let index = 0; index < count; index += 1) {
    if (roll() < 0.01) storm = !storm;
    at += -Math.log(1 - roll()) * (storm ? 1 : 20);
    times[index] = at;
  }
  const scale = LENGTH_S / (at || 1);
  return times.map((time) => Math.floor(time * scale));
}

/**
 * The text of an incident file (docs/format.md).
 * @param {number} count how many events
 * @param {number} [seed] another seed, another incident
 * @param {string} [shape] one of `SHAPES`
 * @returns {string}
 */
export function generate(count, seed = 1, shape = "millis") {
  const roll = dice(seed);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const iso = (second) => WRITE[shape](START + second * 1000);
  const times = moments(count, roll);
  const lines = [];
  for (let index = 0; index < count; index += 1) {
    // Late by up to ten minutes: logs of several machines are never quite in order.
    const at = Math.max(0, times[index] - (roll() < 0.02 ? Math.floor(roll() * 600) : 0));
    // The shapes that write whole seconds cut this off.
    const precise = at + Math.floor(roll() * 1000) / 1000;
    const event = { id: `ev-${String(index).padStart(7, "0")}`, at: iso(precise) };
    if (roll() < 0.2) event.until = iso(precise + Math.ceil(10 * 500 ** roll()));
    const service = pick(SERVICES);
    event.kind = pick(KIND_OF);
    event.title = `${pick(WHAT)} on ${service}-${Math.floor(roll() * 64)}`;
    event.actor = pick(ACTORS);
    event.services = [service];
    if (roll() < 0.5) event.details = pick(MORE);
    if (roll() < 0.001) event.causes = [pick(CAUSES)];
    lines.push(JSON.stringify(event));
  }
  if (shape === "unsorted") {
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor(roll() * (last + 1));
      [lines[last], lines[other]] = [lines[other], lines[last]];
    }
  }
  const hour = (hours) => iso(hours * 3600);
  const rest = {
    version: 1,
    id: `storm-${count}-${seed}`,
    title: `Alert storm of ${count} events`,
    summary: "Connections to the orders database ran out, and every service that waits for it *retried* at once.",
    severity: "SEV1",
    status: "resolved",
    services: SERVICES,
    impacts: [
      { start: hour(1), end: hour(9), level: "degraded", services: ["search"] },
      { start: hour(6), end: hour(20), level: "partial", services: ["checkout", "payments"] },
      { start: hour(11), end: hour(14.5), level: "full", services: ["checkout"] },
      { start: hour(40), end: hour(44), level: "full", services: ["payments"] },
      { start: hour(43), end: hour(60), level: "degraded", services: ["mail"] },
    ],
    milestones: { started: hour(1), detected: hour(1.25), acknowledged: hour(1.5), mitigated: hour(44), resolved: hour(66) },
    root_causes: [
      { id: "pool", title: "The pool is smaller than the number of workers", role: "root" },
      { id: "retry", title: "Retries have no limit and no pause", role: "contributing", because_of: "limits" },
      { id: "limits", title: "Limits are set for each service alone", role: "root" },
    ],
    corrective_actions: [
      { id: "a1", title: "Size the pool from the number of workers", addresses: ["pool"], kind: "prevent", status: "done", owner: "Database team" },
      { id: "a2", title: "Give each retry a budget", addresses: ["retry", "limits"], kind: "mitigate", status: "done", owner: "Platform team" },
    ],
  };
  return `${JSON.stringify(rest).slice(0, -1)},\n"timeline":[\n${lines.join(",\n")}\n]}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count, seed = "1", shape = "millis"] = process.argv.slice(2);
  if (!(Number(count) > 0 && SHAPES.includes(shape))) {
    console.error(`Usage: node bench/generate.mjs EVENTS [SEED [${SHAPES.join("|")}]] > incident.json`);
    process.exit(2);
  }
  process.stdout.write(generate(Number(count), Number(seed), shape));
}
