// Measures the page of many incidents in a headless Chromium: how long its index takes to be read, measured and summarised
// beside JSON.parse on the same text in the same page, by the page's User Timing measures; what a step of a brush, of a
// filter, of the pointer and of the clock costs; and the longest task of the main thread meanwhile.
//
//   node bench/catalog.mjs [INCIDENTS …]        (1000 and 10000 when none are given)
//   RUNS=5 BENCH_OTHER=/path/to/other/dist node bench/catalog.mjs

import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./browser.mjs";
import { BUILDS } from "./config.mjs";
import { generateIndex, NOW } from "./many.mjs";
import { median, quantile } from "./numbers.mjs";

/** Steps of each kind in a run. */
const STEPS = 48;
/** The measures that a ratio to JSON.parse is made of. */
const WORK = ["read", "measure", "figures"];

/**
 * Runs before the page's own scripts: watches long tasks, and holds the clock, which the page asks for what is still
 * open, at a moment that only the steps of the clock move.
 */
const WATCH = `
  globalThis.bench = { longest: 0, now: ${NOW} };
  Date.now = () => bench.now;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.longest = Math.max(bench.longest, entry.duration);
  }).observe({ type: "longtask", buffered: true });
  bench.painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  bench.box = (selector) => {
    const element = document.querySelector(selector);
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { left, top, width, height };
  };`;

/** One load, and JSON.parse of the same text in the same page after it. */
const TAKE = `(async () => {
  const measures = {};
  for (const { name, duration } of performance.getEntriesByType("measure")) {
    if (name.startsWith("faultline:")) measures[name.slice(10)] = (measures[name.slice(10)] ?? 0) + duration;
  }
  const { longest } = bench;
  const text = await (await fetch(new URLSearchParams(location.search).get("src"))).text();
  const parse = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const before = performance.now();
    globalThis.parsed = JSON.parse(text);
    parse.push(performance.now() - before);
    globalThis.parsed = null;
  }
  return { measures, longest, parse, bytes: text.length, headline: document.querySelector(".headline")?.textContent ?? "",
    plots: document.querySelectorAll("svg.chart[role=img]").length };
})()`;

/** What each of a list of acts costs the main thread: nothing falls between two of them. */
async function steps(page, acts) {
  const taken = [];
  // What was before is told some time after it has ended.
  await page.evaluate("bench.painted().then(bench.painted).then(() => { bench.longest = 0; })");
  let before = await page.spent();
  for (const act of acts) {
    await act();
    await page.evaluate("bench.painted()");
    const now = await page.spent();
    const cost = Object.fromEntries(Object.keys(now).map((key) => [key, now[key] - before[key]]));
    taken.push({ script: cost.script, work: cost.script + cost.style + cost.layout });
    before = now;
  }
  const longest = await page.evaluate("bench.painted().then(() => bench.longest)");
  return { taken, longest };
}

/** Waits until the page has nothing left to draw. */
const rest = (page) => page.until(`document.documentElement.dataset.state === "ready"`);

const mouse = (page, type, x, y, buttons) =>
  page.command("Input.dispatchMouseEvent", { type, x, y, button: type === "mouseMoved" && !buttons ? "none" : "left", buttons, clickCount: 1 });

/** The selector of a chart by its accessible name. */
const chart = (name) => `svg.chart[role=img][aria-label="${name}"]`;

/** A drag over a chart, from a tenth of its width to nine tenths and back. */
async function drag(page, name) {
  const { left, top, width, height } = await page.evaluate(`bench.box('${chart(name)}')`);
  const y = top + height / 2;
  const at = (share) => left + width * share;
  await mouse(page, "mouseMoved", at(0.15), y, 0);
  await mouse(page, "mousePressed", at(0.15), y, 1);
  const half = STEPS / 2;
  const places = Array.from({ length: STEPS }, (_, step) => 0.17 + (0.72 * (step < half ? step : STEPS - 1 - step)) / half);
  const found = await steps(page, places.map((share) => () => mouse(page, "mouseMoved", at(share), y, 1)));
  await mouse(page, "mouseReleased", at(0.17), y, 0);
  await page.evaluate("bench.painted()");
  await rest(page);
  await page.evaluate(`document.querySelector('button[aria-label="${name}: clear the brush"]')?.click()`);
  await page.evaluate("bench.painted()");
  await rest(page);
  return found;
}

/** The pointer over the dots, from one end to the other. */
async function hover(page) {
  const { left, top, width, height } = await page.evaluate(`bench.box('${chart("When")}')`);
  const at = (step) => [left + width * (0.12 + (0.8 * step) / STEPS), top + height * (0.3 + (0.4 * (step % 5)) / 5)];
  return steps(page, Array.from({ length: STEPS }, (_, step) => () => mouse(page, "mouseMoved", ...at(step), 0)));
}

const FILTERS = [
  "SEV1", "SEV2", "SEV3", "SEV4", "checkout", "payments", "search", "orders-db", "Outage", "Partial outage", "Degraded", "No impact",
];

/** Severities, services and levels in and out, a letter more or less of a search: in turns. */
async function filter(page) {
  // By their names without the count, which changes with each step.
  await page.evaluate(`bench.filters = () => new Map([...document.querySelectorAll("main button[aria-pressed]")]
    .map((button) => [button.textContent.trim().replace(/\\s*[\\d,]+$/, ""), button]))`);
  const known = new Set(await page.evaluate("[...bench.filters().keys()]"));
  const words = FILTERS.filter((name) => known.has(name)).flatMap((name) => [name, name]);
  if (words.length < 20) throw new Error(`too few filters on the page: ${words}`);
  const press = (word) => () => page.evaluate(`bench.filters().get("${word}").click()`);
  const typed = [..."timeouts"].map((letter) => ({ text: letter, key: letter }));
  const deleted = typed.map(() => ({ key: "Backspace", code: "Backspace", windowsVirtualKeyCode: 8 }));
  const key = (one) => async () => {
    await page.command("Input.dispatchKeyEvent", { type: "keyDown", ...one });
    await page.command("Input.dispatchKeyEvent", { type: "keyUp", ...one });
  };
  const pressed = await steps(page, words.map(press));
  await rest(page);
  await page.evaluate(`[...document.querySelectorAll("input[type=search]")].find((one) => one.offsetParent).focus()`);
  const searched = await steps(page, [...typed, ...deleted].map(key));
  await rest(page);
  return { taken: [...pressed.taken, ...searched.taken], longest: Math.max(pressed.longest, searched.longest) };
}

/** The seconds of a clock while some incidents are still open. The page looks at it once a second. */
async function clock(page) {
  const second = async () => {
    await page.evaluate("bench.now += 1000");
    await new Promise((resolve) => setTimeout(resolve, 1000));
  };
  return steps(page, Array.from({ length: 6 }, () => second));
}

async function takeOne(browser, address) {
  const page = await browser.page();
  try {
    await page.before(WATCH);
    await page.open(address);
    if (!(await rest(page))) throw new Error("not loaded in time");
    await page.evaluate("bench.painted()");
    const load = await page.evaluate(TAKE);
    if (load.plots < 5 || !/incidents/.test(load.headline)) throw new Error(`not loaded: ${JSON.stringify(load)}`);
    const lengths = await drag(page, "How long");
    const period = await drag(page, "When");
    const brush = { taken: [...lengths.taken, ...period.taken], longest: Math.max(lengths.longest, period.longest) };
    return { ...load, steps: { brush, filter: await filter(page), hover: await hover(page), clock: await clock(page) } };
  } finally {
    await page.close();
  }
}

/** The runs in figures: medians in ms, and steps pooled. */
export function summary(incidents, takes) {
  const of = (value) => median(takes.map(value));
  const work = (take) => WORK.reduce((sum, name) => sum + (take.measures[name] ?? Number.NaN), 0);
  const names = [...new Set(takes.flatMap((take) => Object.keys(take.measures)))];
  const series = (kind) => {
    const taken = takes.flatMap((take) => take.steps[kind].taken);
    const figures = (key) => {
      const values = taken.map((step) => step[key]);
      return { median: median(values), p95: quantile(values, 0.95) };
    };
    return { count: taken.length, script: figures("script"), work: figures("work"), longest: of((take) => take.steps[kind].longest) };
  };
  return {
    incidents,
    bytes: takes[0].bytes,
    runs: takes.length,
    measures: Object.fromEntries(names.map((name) => [name, of((take) => take.measures[name] ?? 0)])),
    work: of(work),
    parse: of((take) => median(take.parse)),
    ratio: of((take) => work(take) / median(take.parse)),
    longest: of((take) => take.longest),
    brush: series("brush"),
    filter: series("filter"),
    hover: series("hover"),
    clock: series("clock"),
  };
}

/**
 * Loads the index of that many incidents again and again, each time in a new page, and works with it, by each build in turns.
 * @returns {Promise<Record<string, object>>} by the build's key
 */
export async function measureCatalog(browser, incidents, runs, builds = BUILDS) {
  const texts = new Map([["/index-of-many.json", generateIndex(incidents)]]);
  const sites = await Promise.all(builds.map(({ dist }) => serve({ "/": dist }, texts)));
  try {
    const takes = builds.map(() => []);
    for (let run = 0; run < runs; run += 1) {
      for (const [at, site] of sites.entries()) takes[at].push(await takeOne(browser, `${site.origin}/?src=index-of-many.json`));
    }
    return Object.fromEntries(builds.map(({ key }, at) => [key, summary(incidents, takes[at])]));
  } finally {
    for (const site of sites) site.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  const browser = await launch();
  console.log(`Chromium ${await browser.version()}, load ${loadavg()[0].toFixed(1)}`);
  try {
    for (const incidents of sizes.length ? sizes : [1_000, 10_000]) {
      const byBuild = await measureCatalog(browser, incidents, Number(process.env.RUNS ?? 3));
      const ms = (value) => (value === null ? "not measured" : `${value.toFixed(1)} ms`);
      for (const { key, name } of BUILDS) {
        const found = byBuild[key];
        const parts = Object.entries(found.measures).map(([name, value]) => `${name} ${ms(value)}`);
        console.log(`${name}: ${incidents} incidents, ${(found.bytes / 1e6).toFixed(1)} MB, median of ${found.runs}`);
        console.log(`  ${parts.join(", ")}`);
        console.log(`  ${WORK.join(" + ")} ${ms(found.work)}, JSON.parse ${ms(found.parse)}: ratio ${found.ratio?.toFixed(2)}`);
        console.log(`  longest task ${ms(found.longest)}`);
        for (const kind of ["brush", "filter", "hover", "clock"]) {
          const { count, script, work, longest } = found[kind];
          const both = ({ median, p95 }) => `${median.toFixed(1)} / ${ms(p95)}`;
          console.log(`  ${kind}: script ${both(script)}, with style and layout ${both(work)}, longest task ${ms(longest)}, ${count} steps`);
        }
      }
    }
    console.log(`load ${loadavg()[0].toFixed(1)} at the end`);
  } finally {
    await browser.close();
  }
}
