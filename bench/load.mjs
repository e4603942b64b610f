// Measures how Faultline loads a big file in a headless Chromium, beside JSON.parse on the same text in the same page: from
// the bytes and from the address to the first scene, the longest task of the main thread, and the memory of the wasm module.
//
//   node bench/load.mjs [EVENTS …]        (100000 in each shape of times when none are given)
//   RUNS=5 BENCH_OTHER=/path/to/other/dist node bench/load.mjs

import { fileURLToPath } from "node:url";
import { launch, serve } from "./browser.mjs";
import { BUILDS, SEED } from "./config.mjs";
import { generate, SHAPES } from "./generate.mjs";
import { median, time } from "./numbers.mjs";

/** Runs before the page's own scripts: keeps the module's memory, watches long tasks, notes when the scene is painted. */
export const WATCH = `
  globalThis.bench = { longest: 0, memory: null, picture: null };
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
  }
  // A message sent in a frame arrives once that frame is painted.
  const afterFrame = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  let inFrame = false;
  const follow = () => {
    inFrame = true;
    afterFrame(() => (inFrame = false));
    if (bench.picture === null) requestAnimationFrame(follow);
  };
  requestAnimationFrame(follow);
  const watch = new MutationObserver(() => {
    if (!document.querySelector("svg.scene > *")) return;
    watch.disconnect();
    // What an observer of sizes draws is painted in the same frame; anything else in the next.
    const painted = () => afterFrame(() => (bench.picture = performance.now()));
    if (inFrame) painted();
    else requestAnimationFrame(painted);
  });
  watch.observe(document, { subtree: true, childList: true });`;

/** One load, and JSON.parse of the same text in the same page after it. */
const TAKE = `(async () => {
  const measures = {};
  // The first of each name: a page may be laid out again later.
  for (const { name, startTime, duration } of performance.getEntriesByType("measure")) {
    if (name.startsWith("faultline:")) measures[name.slice(10)] ??= { duration, end: startTime + duration };
  }
  const { longest, memory, picture } = bench;
  const text = await (await fetch(new URLSearchParams(location.search).get("src"))).text();
  const parse = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const before = performance.now();
    globalThis.parsed = JSON.parse(text);
    parse.push(performance.now() - before);
    globalThis.parsed = null;
  }
  return { measures, longest, picture, memory: memory?.buffer.byteLength ?? 0, parse, bytes: text.length, title: document.title };
})()`;

async function takeOne(browser, address) {
  const page = await browser.page();
  try {
    await page.before(WATCH);
    await page.open(address);
    const ready = await page.until(`document.documentElement.dataset.state === "ready" && bench.picture !== null`);
    const take = await page.evaluate(TAKE);
    if (!ready || !take.title.includes("Alert storm")) throw new Error(`not loaded: ${JSON.stringify(take)}`);
    return take;
  } finally {
    await page.close();
  }
}

/** Several loads of a file in figures: medians in ms and bytes. */
export function loadSummary(takes) {
  const of = (value) => median(takes.map(value));
  // All that happens from when the text is in the page's memory to when the scene is laid out, pauses included.
  const work = ({ measures }) => (measures.layout?.end ?? Number.NaN) - (measures.fetch?.end ?? Number.NaN);
  const names = [...new Set(takes.flatMap((take) => Object.keys(take.measures)))];
  return {
    bytes: takes[0].bytes,
    runs: takes.length,
    measures: Object.fromEntries(names.map((name) => [name, of((take) => take.measures[name]?.duration ?? 0)])),
    work: of(work),
    parse: of((take) => median(take.parse)),
    parseFirst: of((take) => take.parse[0]),
    ratio: of((take) => work(take) / median(take.parse)),
    address: of((take) => take.picture),
    longest: of((take) => take.longest),
    memory: of((take) => take.memory),
    memoryRatio: of((take) => take.memory / take.bytes),
  };
}

/**
 * Loads an incident again and again, each time in a new page, by each build in turns.
 * @returns {Promise<Record<string, object>>} by the build's key
 */
export async function measureLoad(browser, events, shape, runs, builds = BUILDS) {
  const texts = new Map([["/incident.json", generate(events, SEED, shape)]]);
  const sites = await Promise.all(builds.map(({ dist }) => serve({ "/": dist }, texts)));
  try {
    const takes = builds.map(() => []);
    for (let run = 0; run < runs; run += 1) {
      for (const [at, site] of sites.entries()) takes[at].push(await takeOne(browser, `${site.origin}/?src=incident.json`));
    }
    return Object.fromEntries(builds.map(({ key }, at) => [key, loadSummary(takes[at])]));
  } finally {
    for (const site of sites) site.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  const browser = await launch();
  console.log(`Chromium ${await browser.version()}`);
  try {
    for (const events of sizes.length ? sizes : [100_000]) {
      for (const shape of SHAPES) {
        const found = await measureLoad(browser, events, shape, Number(process.env.RUNS ?? 5));
        for (const { key, name } of BUILDS) {
          const one = found[key];
          const parts = Object.entries(one.measures).map(([part, value]) => `${part} ${time(value)}`);
          console.log(`${name}: ${events} events, ${shape}, ${(one.bytes / 1e6).toFixed(1)} MB, median of ${one.runs}`);
          console.log(`  bytes to first scene ${time(one.work)}, JSON.parse ${time(one.parse)} (first ${time(one.parseFirst)}): ratio ${one.ratio?.toFixed(2)}`);
          console.log(`  address to picture ${time(one.address)}; ${parts.join(", ")}`);
          console.log(`  longest task ${time(one.longest)}, memory ${(one.memory / 1e6).toFixed(1)} MB: ${one.memoryRatio.toFixed(2)} of the file`);
        }
      }
    }
  } finally {
    await browser.close();
  }
}
