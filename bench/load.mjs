// Measures how Faultline loads a big file, in the built site (`make build`) and a headless Chromium, beside JSON.parse
// on the same text in the same page: its User Timing measures, the longest task of the main thread, and
// the memory of the module afterwards.
//
//   node bench/load.mjs [EVENTS …]        (100000 and 1000000 when none are given)
//   RUNS=7 DIST=dist node bench/load.mjs

import { fileURLToPath } from "node:url";
import { launch, serve } from "./browser.mjs";
import { generate } from "./generate.mjs";
import { median } from "./numbers.mjs";

/** Runs before the page's own scripts: keeps hold of the module's memory, and watches long tasks. */
const WATCH = `
  globalThis.bench = { longest: 0, memory: null };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.longest = Math.max(bench.longest, entry.duration);
  }).observe({ type: "longtask", buffered: true });
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original.apply(WebAssembly, args);
      bench.memory ??= (result.instance ?? result).exports.memory;
      return result;
    };
  }`;

/** One load, and JSON.parse of the same text in the same page after it. */
const TAKE = `(async () => {
  const measures = {};
  // Of each the first: the page is laid out again when its second part comes.
  for (const { name, duration } of performance.getEntriesByType("measure")) {
    if (name.startsWith("faultline:")) measures[name.slice(10)] ??= duration;
  }
  const { longest, memory } = bench;
  const text = await (await fetch(new URLSearchParams(location.search).get("src"))).text();
  const parse = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const before = performance.now();
    globalThis.parsed = JSON.parse(text);
    parse.push(performance.now() - before);
    globalThis.parsed = null;
  }
  return { measures, longest, memory: memory?.buffer.byteLength ?? 0, parse, bytes: text.length,
    title: document.title, state: document.documentElement.dataset.state };
})()`;

/**
 * Loads an incident of that many events again and again, each time in a new page.
 * @param {object} browser what `launch` gave
 * @param {string} dist the folder of the built site
 * @param {number} events
 * @param {number} [runs]
 * @returns {Promise<object>} medians in ms and bytes; `ratio` is read + layout over JSON.parse of the same page
 */
export async function measureLoad(browser, dist, events, runs = 7) {
  const text = generate(events);
  const site = await serve({ "/": dist }, new Map([["/incident.json", text]]));
  const takes = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const page = await browser.page();
      await page.before(WATCH);
      await page.open(`${site.origin}/?src=incident.json`);
      const ready = await page.until(`document.documentElement.dataset.state === "ready"`);
      const take = await page.evaluate(TAKE);
      await page.close();
      if (!ready || !take.title.includes("Alert storm")) throw new Error(`not loaded: ${JSON.stringify(take)}`);
      takes.push(take);
    }
  } finally {
    site.close();
  }
  const of = (value) => median(takes.map(value));
  const work = (take) => (take.measures.read ?? 0) + (take.measures.layout ?? 0);
  const names = [...new Set(takes.flatMap((take) => Object.keys(take.measures)))];
  return {
    events,
    bytes: takes[0].bytes,
    runs,
    measures: Object.fromEntries(names.map((name) => [name, of((take) => take.measures[name] ?? 0)])),
    work: of(work),
    parse: of((take) => median(take.parse)),
    parseFirst: of((take) => take.parse[0]),
    ratio: of((take) => work(take) / median(take.parse)),
    longest: of((take) => take.longest),
    longestOfAll: Math.max(...takes.map((take) => take.longest)),
    memory: of((take) => take.memory),
    memoryRatio: of((take) => take.memory / take.bytes),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  const browser = await launch();
  console.log(`Chromium ${await browser.version()}`);
  try {
    for (const events of sizes.length ? sizes : [100_000, 1_000_000]) {
      const found = await measureLoad(browser, process.env.DIST ?? "dist", events, Number(process.env.RUNS ?? 7));
      const ms = (value) => `${value.toFixed(0)} ms`;
      const parts = Object.entries(found.measures).map(([name, value]) => `${name} ${ms(value)}`);
      console.log(`${events} events, ${(found.bytes / 1e6).toFixed(1)} MB, median of ${found.runs}`);
      console.log(`  ${parts.join(", ")}`);
      console.log(`  read + layout ${ms(found.work)}, JSON.parse ${ms(found.parse)} (first ${ms(found.parseFirst)}): ratio ${found.ratio.toFixed(2)}`);
      console.log(`  longest task ${ms(found.longest)}, of all runs ${ms(found.longestOfAll)}`);
      console.log(`  memory ${(found.memory / 1e6).toFixed(1)} MB: ${found.memoryRatio.toFixed(2)} of the file`);
    }
  } finally {
    await browser.close();
  }
}
