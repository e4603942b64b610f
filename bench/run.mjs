// The whole comparison: every subject at every size, the ratios that must hold, results.md and results.svg. Ends with 1
// when a ratio is missed.
//
//   node bench/run.mjs [--sizes 300,1000] [--subjects faultline,vis] [--rounds 1] [--out FOLDER]
//
// A run of some sizes or subjects only writes nothing beside the shown results unless it is told where.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";
import { measureCatalog } from "./catalog.mjs";
import { GIVE_UP_MS, JUDGED_ROUNDS, LIMITS, QUICK_MS, REFERENCE, ROUNDS, SIZES, SUBJECTS } from "./config.mjs";
import { judge } from "./limits.mjs";
import { measureLoad } from "./load.mjs";
import { blank, measure } from "./measure.mjs";
import { counted, figures, median, time } from "./numbers.mjs";
import { plot } from "./plot.mjs";
import { isWhole, markdown, summary } from "./report.mjs";
import { buildSite, incident, serve, SITE } from "./site.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "..", "dist");
const json = (...path) => JSON.parse(readFileSync(join(HERE, ...path), "utf8"));

function asked() {
  const text = { type: "string" };
  const { values } = parseArgs({ options: { sizes: text, subjects: text, rounds: text, out: text } });
  const sizes = values.sizes?.split(",").map(Number) ?? SIZES;
  const chosen = values.subjects?.split(",");
  const subjects = SUBJECTS.filter(({ key }) => !chosen || chosen.includes(key));
  if (sizes.some((size) => !(size > 0)) || subjects.length === 0) throw new Error("no such sizes or subjects");
  const whole = isWhole(sizes) && subjects.length === SUBJECTS.length && !values.rounds;
  return { sizes, subjects, rounds: Number(values.rounds ?? ROUNDS), out: values.out ?? (whole ? HERE : null) };
}

/** The names with the versions that were installed. */
function labelled(subject) {
  const version = subject.package ? json("node_modules", subject.package, "package.json").version : null;
  const own = /^version = "(.*)"$/m.exec(readFileSync(join(HERE, "..", "Cargo.toml"), "utf8"))?.[1];
  const [name, way] = subject.name.split(", ");
  return { ...subject, label: `${name} ${version ?? own}${way ? `, ${way}` : ""}` };
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
  for (const size of run.sizes) {
    const file = await incident(size);
    run.files.push({ count: size, bytes: file.bytes });
    for (const subject of run.subjects) {
      run.cases[subject.key] ??= {};
      const before = givenUp.get(subject.key);
      if (before) {
        run.cases[subject.key][size] = { missing: `not tried (${before})` };
        continue;
      }
      server.sent.clear();
      const began = Date.now();
      const judged = LIMITS.times.some(([count]) => count === size) && ["faultline", REFERENCE].includes(subject.key);
      const rounds = judged && run.rounds === ROUNDS ? JUDGED_ROUNDS : run.rounds;
      const found = summary(await measure(subject, server.origin, file, rounds), run.empty);
      run.cases[subject.key][size] = found;
      if (!found.missing) run.sent[subject.key] ??= Object.fromEntries(server.sent);
      if (subject.whileQuick && found.render > QUICK_MS) givenUp.set(subject.key, `${time(found.render)} at ${counted(size)}`);
      if (found.missing) givenUp.set(subject.key, `${found.missing} at ${counted(size)}`);
      const steps = found.pan ? `, pan step ${time(found.pan.work.median)} / ${time(found.pan.work.p95)}` : "";
      const said = found.missing ?? `first render ${time(found.render)}${steps}${found.broken ? ` (${found.broken})` : ""}`;
      console.log(`${counted(size).padStart(9)}  ${subject.label.padEnd(34)} ${said}  [${Math.round((Date.now() - began) / 1000)} s]`);
    }
    rmSync(join(SITE, "data"), { recursive: true, force: true });
    mkdirSync(join(SITE, "data"));
  }
}

/** The ratio to JSON.parse. Needs no peer, and the sizes that the limits name. */
async function loads(run) {
  const browser = await launch();
  try {
    for (const [count, , times] of LIMITS.load.filter(([count]) => run.sizes.includes(count))) {
      try {
        run.loads[count] = await measureLoad(browser, DIST, count, times);
        console.log(`${counted(count).padStart(9)}  load ÷ JSON.parse ${figures(run.loads[count].ratio)}`);
      } catch (error) {
        console.log(`${counted(count).padStart(9)}  load ÷ JSON.parse: ${error.message.slice(0, 200)}`);
      }
    }
  } finally {
    await browser.close();
  }
}

/** The page of many incidents. Needs no peer. */
async function catalogs(run) {
  const browser = await launch();
  try {
    const { few, many, runs } = LIMITS.catalog;
    for (const count of [few, many].filter((count) => run.sizes.includes(count))) {
      try {
        const found = await measureCatalog(browser, DIST, count, runs);
        run.catalogs[count] = found;
        console.log(`${counted(count).padStart(9)}  incidents ÷ JSON.parse ${figures(found.ratio)}, brush ${time(found.brush.script.p95)}, filter ${time(found.filter.script.p95)}`);
      } catch (error) {
        console.log(`${counted(count).padStart(9)}  incidents: ${error.message.slice(0, 200)}`);
      }
    }
  } finally {
    await browser.close();
  }
}

function panels(run) {
  const of = (value) =>
    run.subjects.map(({ key, label }) => {
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
  const { sizes, subjects, rounds, out } = asked();
  const began = Date.now();
  await buildSite();
  const server = await serve();
  const run = { date: new Date().toISOString().slice(0, 10), sizes, rounds, subjects: subjects.map(labelled), files: [], cases: {}, loads: {}, catalogs: {}, sent: {} };
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
  await loads(run);
  await catalogs(run);
  run.limits = judge(run);
  if (out) {
    writeFileSync(join(out, "results.md"), markdown(run));
    writeFileSync(join(out, "results.svg"), plot(panels(run), sizes));
  }
  rmSync(SITE, { recursive: true, force: true });
  console.log(`\nMust hold (${Math.round((Date.now() - began) / 60_000)} min)`);
  for (const { name, limit, found, holds } of run.limits) console.log(`${holds ? "holds " : "MISSED"}  ${name}: ${found}, limit ${limit}`);
  return run.limits.every(({ holds }) => holds) ? 0 : 1;
}

// A browser of its own is ended with the run.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
process.exit(await main());
