// Measures the page of many incidents, in the built site (`make build`) and a headless Chromium: how long its index takes
// to be read, measured and worked out beside JSON.parse on the same text in the same page, by the page's User Timing
// measures; what a step of a brush, of a filter, of the pointer and of the clock costs; and the longest task of the main
// thread meanwhile.
//
//   node bench/catalog.mjs [INCIDENTS …]        (1000 and 10000 when none are given)
//   RUNS=5 DIST=dist node bench/catalog.mjs

import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./browser.mjs";
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
    plots: document.querySelectorAll("#trends-plots svg.chart[role=img]").length };
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

/** A drag over a chart, from a tenth of its width to nine tenths and back. */
async function drag(page, plot) {
  const { left, top, width, height } = await page.evaluate(`bench.box("#${plot}-draw svg")`);
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
  // What was narrowed by it is let go of.
  await page.evaluate(`document.querySelector("#${plot}-foot .plot-kept button")?.click()`);
  await page.evaluate("bench.painted()");
  await rest(page);
  return found;
}

/** The pointer over the dots, from one end to the other. */
async function hover(page) {
  const { left, top, width, height } = await page.evaluate(`bench.box("#when-draw svg")`);
  const at = (step) => [left + width * (0.12 + (0.8 * step) / STEPS), top + height * (0.3 + (0.4 * (step % 5)) / 5)];
  return steps(page, Array.from({ length: STEPS }, (_, step) => () => mouse(page, "mouseMoved", ...at(step), 0)));
}

/** Severities, services and levels in and out, a letter more or less of a search: in turns. */
async function filter(page) {
  const words = await page.evaluate(`(() => {
    const of = (kind) => [...document.querySelectorAll('[data-press^="many ' + kind + ' "]')].slice(0, 4).map((one) => one.dataset.press);
    return ["severity", "service", "level"].flatMap((kind) => of(kind).flatMap((word) => [word, word]));
  })()`);
  if (words.length < 12) throw new Error(`too few filters on the page: ${words}`);
  const press = (word) => () => page.evaluate(`document.querySelector('[data-press="${word}"]').click()`);
  const typed = [..."timeouts"].map((letter) => ({ text: letter, key: letter }));
  const deleted = typed.map(() => ({ key: "Backspace", code: "Backspace", windowsVirtualKeyCode: 8 }));
  const key = (one) => async () => {
    await page.command("Input.dispatchKeyEvent", { type: "keyDown", ...one });
    await page.command("Input.dispatchKeyEvent", { type: "keyUp", ...one });
  };
  const pressed = await steps(page, words.map(press));
  await rest(page);
  await page.evaluate(`document.querySelector('[data-field="many-search"]').focus()`);
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
    const lengths = await drag(page, "how-long");
    const period = await drag(page, "when");
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
 * Loads the index of that many incidents again and again, each time in a new page, and works with it.
 * @param {object} browser what `launch` gave
 * @param {string} dist the folder of the built site
 * @param {number} incidents
 * @param {number} [runs]
 */
export async function measureCatalog(browser, dist, incidents, runs = 3) {
  const site = await serve({ "/": dist }, new Map([["/index-of-many.json", generateIndex(incidents)]]));
  try {
    const takes = [];
    while (takes.length < runs) takes.push(await takeOne(browser, `${site.origin}/?src=index-of-many.json`));
    return summary(incidents, takes);
  } finally {
    site.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  const browser = await launch();
  console.log(`Chromium ${await browser.version()}, load ${loadavg()[0].toFixed(1)}`);
  try {
    for (const incidents of sizes.length ? sizes : [1_000, 10_000]) {
      const found = await measureCatalog(browser, process.env.DIST ?? "dist", incidents, Number(process.env.RUNS ?? 3));
      const ms = (value) => (value === null ? "not measured" : `${value.toFixed(1)} ms`);
      const parts = Object.entries(found.measures).map(([name, value]) => `${name} ${ms(value)}`);
      console.log(`${incidents} incidents, ${(found.bytes / 1e6).toFixed(1)} MB, median of ${found.runs}`);
      console.log(`  ${parts.join(", ")}`);
      console.log(`  ${WORK.join(" + ")} ${ms(found.work)}, JSON.parse ${ms(found.parse)}: ratio ${found.ratio?.toFixed(2)}`);
      console.log(`  longest task ${ms(found.longest)}`);
      for (const kind of ["brush", "filter", "hover", "clock"]) {
        const { count, script, work, longest } = found[kind];
        const both = ({ median, p95 }) => `${median.toFixed(1)} / ${ms(p95)}`;
        console.log(`  ${kind}: script ${both(script)}, with style and layout ${both(work)}, longest task ${ms(longest)}, ${count} steps`);
      }
    }
    console.log(`load ${loadavg()[0].toFixed(1)} at the end`);
  } finally {
    await browser.close();
  }
}
