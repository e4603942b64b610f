// The whole comparison: every subject at every size, the limits, results.md and results.svg. Ends with 1 when a limit is
// missed.
//
//   node bench/run.mjs [--sizes 300,1000] [--subjects faultline,vis] [--rounds 1] [--out FOLDER] [--quick]
//
// A run of some sizes or subjects writes no results unless it is told where. `--quick` measures Faultline alone, for the
// limits that need no other timeline. BENCH_OTHER=/path/to/dist measures another build of Faultline in turns with this one.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";
import { measureCatalog } from "./catalog.mjs";
import { BUILDS, GIVE_UP_MS, JUDGED_ROUNDS, LIMITS, QUICK, QUICK_MS, ROUNDS, SIZES, SUBJECTS } from "./config.mjs";
import { SHAPES } from "./generate.mjs";
import { judge, loadKey } from "./limits.mjs";
import { measureLoad } from "./load.mjs";
import { blank, measure } from "./measure.mjs";
import { counted, figures, median, time } from "./numbers.mjs";
import { plot } from "./plot.mjs";
import { isWhole, markdown, summary } from "./report.mjs";
import { buildSite, incident, serve, SITE } from "./site.mjs";
import { measureVisits } from "./visit.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const json = (...path) => JSON.parse(readFileSync(join(HERE, ...path), "utf8"));

function asked() {
  const text = { type: "string" };
  const quick = { type: "boolean", default: false };
  const { values } = parseArgs({ options: { sizes: text, subjects: text, rounds: text, out: text, quick } });
  const sizes = values.sizes?.split(",").map(Number) ?? (values.quick ? QUICK.sizes : SIZES);
  const chosen = values.subjects?.split(",");
  const subjects = values.quick ? BUILDS : SUBJECTS.filter(({ key, dist }) => !chosen || chosen.includes(key) || (dist && chosen.includes("faultline")));
  if (sizes.some((size) => !(size > 0)) || subjects.length === 0) throw new Error("no such sizes or subjects");
  const whole = isWhole(sizes) && subjects.length === SUBJECTS.length && !values.rounds;
  const rounds = Number(values.rounds ?? (values.quick ? QUICK.rounds : ROUNDS));
  return { sizes, subjects, rounds, quick: values.quick, out: values.out ?? (whole ? HERE : null) };
}

/** The names with the versions that were installed. */
function labelled(subject) {
  const manifest = readFileSync(join(HERE, "..", "Cargo.toml"), "utf8");
  const own = subject.key === "faultline" ? /^version = "(.*)"$/m.exec(manifest)?.[1] : "";
  const version = subject.package ? json("node_modules", subject.package, "package.json").version : own;
  const [name, way] = subject.name.split(", ");
  return { ...subject, label: `${name} ${version}${way ? `, ${way}` : ""}`.trim() };
}

function git(...words) {
  try {
    return execFileSync("git", words, { cwd: HERE, encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

function machine(chromium) {
  const [processor] = cpus();
  const cores = cpus().length;
  const [load] = loadavg();
  const commit = git("rev-parse", "--short=12", "HEAD");
  const words = [
    `Machine: ${processor?.model.trim() ?? "unknown processor"}, ${cores} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${process.platform} ${release()}`,
    `Chromium ${chromium}`,
    `node ${process.version}`,
    ...(commit ? [`Faultline at ${commit}`] : []),
  ].join("; ");
  return { words, cores, load, chromium, busy: load > 0.5 * cores };
}

async function compare(run, server) {
  const givenUp = new Map();
  const judgedAt = new Set(LIMITS.vis.map(([size]) => size));
  // The builds of Faultline in turns, then each peer.
  const groups = [run.subjects.filter(({ dist }) => dist), ...run.subjects.filter(({ dist }) => !dist).map((peer) => [peer])];
  for (const size of run.sizes) {
    const file = await incident(size);
    run.files.push({ count: size, bytes: file.bytes });
    for (const group of groups.filter((group) => group.length)) {
      const tried = group.filter(({ key }) => !givenUp.has(key));
      for (const { key } of group) {
        run.cases[key] ??= {};
        if (givenUp.has(key)) run.cases[key][size] = { missing: `not tried (${givenUp.get(key)})` };
      }
      server.sent.clear();
      const began = Date.now();
      const judged = judgedAt.has(size) && group.some(({ key, dist }) => dist || key === "vis");
      const rounds = judged && run.rounds === ROUNDS && !run.quick ? JUDGED_ROUNDS : run.rounds;
      const measured = await measure(tried, server.origin, file, rounds);
      for (const subject of tried) {
        const found = summary(measured[subject.key], run.empty);
        run.cases[subject.key][size] = found;
        const own = ([path]) => !subject.dist || path.startsWith(`/${subject.page}`);
        if (!found.missing) run.sent[subject.key] ??= Object.fromEntries([...server.sent].filter(own));
        if (subject.whileQuick && found.render > QUICK_MS) givenUp.set(subject.key, `${time(found.render)} at ${counted(size)}`);
        if (found.missing) givenUp.set(subject.key, `${found.missing} at ${counted(size)}`);
        const steps = found.pan ? `, pan step ${time(found.pan.work.median)} / ${time(found.pan.work.p95)}` : "";
        const said = found.missing ?? `first render ${time(found.render)}${steps}${found.broken ? ` (${found.broken})` : ""}`;
        console.log(`${counted(size).padStart(9)}  ${subject.label.padEnd(34)} ${said}  [${Math.round((Date.now() - began) / 1000)} s]`);
      }
    }
    rmSync(join(SITE, "data"), { recursive: true, force: true });
    mkdirSync(join(SITE, "data"));
  }
}

/** What needs no peer: loads beside JSON.parse, the page of many incidents, first visits. A failure leaves its limit missed. */
async function alone(run) {
  const builds = run.subjects.filter(({ dist }) => dist);
  if (builds.length === 0) return;
  const attempt = async (what, work, words) => {
    const browser = await launch();
    try {
      const byBuild = await work(browser);
      for (const { key, label } of builds) console.log(`${what}, ${label}: ${words(byBuild[key])}`);
      return byBuild;
    } catch (error) {
      console.log(`${what}: ${error.message.slice(0, 200)}`);
      return {};
    } finally {
      await browser.close();
    }
  };
  const put = (into, at, byBuild) => Object.entries(byBuild).forEach(([key, found]) => ((into[key] ??= {})[at] = found));
  const { count, huge, runs } = LIMITS.load;
  const files = run.sizes.includes(count) ? SHAPES.map((shape) => [count, shape, run.quick ? QUICK.loadRuns : runs]) : [];
  if (run.quick || run.sizes.includes(huge)) files.push([huge, "millis", run.quick ? 1 : 2]);
  for (const [events, shape, times] of files) {
    const words = (one) => `÷ JSON.parse ${figures(one.ratio)}, from the address ${time(one.address)}, longest task ${time(one.longest)}`;
    put(run.loads, loadKey(events, shape), await attempt(`${counted(events)} events, ${shape}`, (browser) => measureLoad(browser, events, shape, times, builds), words));
  }
  for (const incidents of [LIMITS.catalog.few, LIMITS.catalog.many].filter((size) => run.quick || run.sizes.includes(size))) {
    const times = run.quick ? QUICK.catalogRuns : LIMITS.catalog.runs;
    const words = (one) => `÷ JSON.parse ${figures(one.ratio)}, brush ${time(one.brush.script.p95)}, filter ${time(one.filter.script.p95)}`;
    put(run.catalogs, incidents, await attempt(`${counted(incidents)} incidents`, (browser) => measureCatalog(browser, incidents, times, builds), words));
  }
  const visits = run.quick ? QUICK.visitRuns : LIMITS.visit.runs;
  run.visits = await attempt("first visit on a slow phone", (browser) => measureVisits(browser, visits, builds), (one) => time(one.picture));
}

function panels(run) {
  const of = (value) =>
    run.subjects.filter(({ key }) => key !== "other").map(({ key, label }) => {
      const points = run.sizes.flatMap((size) => {
        const found = run.cases[key]?.[size];
        if (found?.late) return [{ x: size, y: GIVE_UP_MS, above: true }];
        const y = found && !found.missing ? value(found) : null;
        return y ? [{ x: size, y }] : [];
      });
      return { name: label, points };
    });
  return [
    { title: `First render (↑ nothing in ${GIVE_UP_MS / 1000} s)`, series: of((found) => found.render) },
    { title: "Pan step, 95th percentile of script, style and layout", series: of((found) => found.pan?.work.p95).map(({ name, points }) => ({ name, points: points.filter(({ above }) => !above) })) },
  ];
}

async function main() {
  const { sizes, subjects, rounds, quick, out } = asked();
  const began = Date.now();
  const peers = subjects.some(({ dist }) => !dist);
  await buildSite(peers);
  const server = await serve();
  const run = { date: new Date().toISOString().slice(0, 10), sizes, rounds, quick, subjects: subjects.map(labelled), files: [], cases: {}, loads: {}, catalogs: {}, visits: {}, sent: {} };
  // Three, because an empty page's memory scatters by some megabytes from browser to browser.
  const blanks = [await blank(server.origin), await blank(server.origin), await blank(server.origin)];
  const [{ version, idle }] = blanks;
  run.machine = machine(version);
  const empty = (key) => median(blanks.map(({ memory }) => memory[key] ?? Number.NaN));
  run.empty = { process: empty("process"), heap: empty("heap") };
  run.idle = { work: median(idle.map(({ work }) => work)), task: median(idle.map(({ task }) => task)) };
  console.log(run.machine.words);
  if (run.machine.busy) console.log(`The machine is busy (load ${figures(run.machine.load)}): times will be too long and scattered.`);
  await compare(run, server);
  server.close();
  await alone(run);
  run.limits = judge(run, "faultline", peers);
  // The other build's column, by the same names.
  const others = new Map(BUILDS.length > 1 ? judge(run, "other", peers).map((one) => [one.name, one.found]) : []);
  for (const one of run.limits) one.other = others.get(one.name) ?? "–";
  if (out) {
    writeFileSync(join(out, "results.md"), markdown(run));
    writeFileSync(join(out, "results.svg"), plot(panels(run), sizes));
  }
  rmSync(SITE, { recursive: true, force: true });
  console.log(`\nLimits (${Math.round((Date.now() - began) / 60_000)} min)`);
  for (const { name, limit, found, other, holds } of run.limits) {
    console.log(`${holds ? "holds " : "MISSED"}  ${name}: ${found}, limit ${limit}${BUILDS.length > 1 ? `; other build: ${other}` : ""}`);
  }
  return run.limits.every(({ holds }) => holds) ? 0 : 1;
}

// A browser of its own is ended with the run.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
process.exit(await main());
