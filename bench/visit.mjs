// Measures a first visit as on a slow phone: from the address to the painted scene of the sample, with the processor slowed
// down four times, 10 Mbit/s, 100 ms and brotli, by each build in turns.
//
//   RUNS=9 BENCH_OTHER=/path/to/other/dist node bench/visit.mjs

import { fileURLToPath } from "node:url";
import { launch, serve } from "./browser.mjs";
import { BUILDS } from "./config.mjs";
import { WATCH } from "./load.mjs";
import { median, time } from "./numbers.mjs";

const NETWORK = { offline: false, latency: 100, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };
const SLOWDOWN = 4;

async function takeOne(browser, address) {
  const page = await browser.page();
  try {
    await page.before(WATCH);
    await page.command("Network.enable");
    await page.command("Network.setCacheDisabled", { cacheDisabled: true });
    await page.command("Network.emulateNetworkConditions", NETWORK);
    await page.command("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.open(address);
    if (!(await page.until("bench.picture !== null", 60_000))) throw new Error("no picture in time");
    const received = `performance.getEntries().reduce((sum, { transferSize = 0 }) => sum + transferSize, 0)`;
    return { picture: await page.evaluate("bench.picture"), bytes: await page.evaluate(received) };
  } finally {
    await page.close();
  }
}

/** @returns {Promise<Record<string, { picture: number, bytes: number, runs: number }>>} medians by the build's key */
export async function measureVisits(browser, runs, builds = BUILDS) {
  const sites = await Promise.all(builds.map(({ dist }) => serve({ "/": dist }, new Map(), true)));
  try {
    const takes = builds.map(() => []);
    // The first turn compresses the files and warms the machine up; it does not count.
    for (let run = -1; run < runs; run += 1) {
      for (const [at, site] of sites.entries()) {
        const take = await takeOne(browser, `${site.origin}/`);
        if (run >= 0) takes[at].push(take);
      }
    }
    const of = (at, key) => median(takes[at].map((take) => take[key]));
    return Object.fromEntries(builds.map(({ key }, at) => [key, { picture: of(at, "picture"), bytes: of(at, "bytes"), runs }]));
  } finally {
    for (const site of sites) site.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await launch();
  try {
    const found = await measureVisits(browser, Number(process.env.RUNS ?? 9));
    for (const { key, name } of BUILDS) console.log(`${name}: address to picture ${time(found[key].picture)}, ${(found[key].bytes / 1e3).toFixed(0)} kB received, median of ${found[key].runs}`);
  } finally {
    await browser.close();
  }
}
