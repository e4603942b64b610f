// What is compared, at which sizes, how long each may take, and the limits.

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Numbers of events. */
export const SIZES = [300, 1_000, 3_490, 10_000, 100_000, 1_000_000];
/** The seed of the generated incidents. */
export const SEED = 1;

/** The browser's window, and the box that each peer's page gives its timeline. */
export const WINDOW = { width: 1280, height: 800 };
export const BOX = { width: 1240, height: 600 };

/** A timeline that shows nothing in this time, from when its data was ready, is given up. */
export const GIVE_UP_MS = 120_000;
/** The same for everything before that: the page, the library and the data, read from this machine. */
export const LOADING_MS = 120_000;

/** Steps of panning, and as many of zooming, in a round. */
export const STEPS = 40;
/** Fewer steps than this say nothing about a 95th percentile. */
export const FEWEST_STEPS = 40;
/** A series of steps ends here, whether or not it is complete. */
export const STEPS_MS = 45_000;
/** Rounds of a case, each in a browser of its own; another one begins only if the one before was quick. */
export const ROUNDS = 2;
/** The same where a limit depends on a first render. */
export const JUDGED_ROUNDS = 5;
export const QUICK_MS = 20_000;

/** One pan step, and one turn of the wheel by a notch: what Faultline is sent, and the factor that peers are given. */
export const PAN_PX = 60;
export const NOTCH_PX = 100;
export const NOTCH = Math.exp(NOTCH_PX / 300);

/** The limits; limits.mjs judges them. Times are in ms. */
export const LIMITS = {
  // Bytes in the page's memory to the first scene, against JSON.parse on the same text, for each shape of times; the memory
  // of the wasm module against the file; the longest task while loading. `huge` only has to open.
  load: { count: 100_000, runs: 5, ratio: 2, memory: 4, task: 400, huge: 1_000_000 },
  // Script, style and layout of a pan or zoom step; the growth of its p95 from `few` to `many`; elements in the timeline.
  steps: { many: 100_000, few: 1_000, p95: 1000 / 60, ratio: 1.5, nodes: 1_500 },
  // How many times quicker the first render is than vis-timeline's, and from which size on it is quicker than ECharts'.
  vis: [[1_000, 10], [3_490, 100]],
  echarts: 300,
  // The page of many incidents: reading, measuring and every figure against JSON.parse at `many`, the longest task there;
  // the script of a step of a brush or filter at `few`.
  catalog: { many: 10_000, few: 1_000, runs: 5, ratio: 5, task: 150, p95: 33 },
  // Address to picture on a slow phone, against the other build (BENCH_OTHER).
  visit: { runs: 9, ratio: 1.15 },
};

/** What `--quick` measures: Faultline alone, in about eight minutes on two builds. */
export const QUICK = { sizes: [1_000, 3_490, 100_000], rounds: 2, loadRuns: 3, catalogRuns: 2, visitRuns: 7 };

/**
 * `whileQuick`: a larger size is tried only when the one before was shown within `QUICK_MS`.
 * `dist`: the folder of a build of Faultline.
 * @typedef {{ key: string, name: string, page: string, package?: string, whileQuick?: boolean, dist?: string }} Subject
 */

/** This build; with BENCH_OTHER=/path/to/dist, another build beside it, measured in turns in the same run. */
export const BUILDS = [{ key: "faultline", name: "Faultline", page: "faultline/", dist: fileURLToPath(new URL("../dist", import.meta.url)) }];
if (process.env.BENCH_OTHER) BUILDS.push({ key: "other", name: "Other build", page: "other/", dist: resolve(process.env.BENCH_OTHER) });

/** @type {Subject[]} */
export const SUBJECTS = [
  ...BUILDS,
  { key: "vis", name: "vis-timeline", page: "vis.html", package: "vis-timeline" },
  { key: "vis-fit", name: "vis-timeline, no window", page: "vis.html?fit", package: "vis-timeline", whileQuick: true },
  { key: "vis-tuned", name: "vis-timeline, tuned", page: "vis.html?tuned", package: "vis-timeline", whileQuick: true },
  { key: "timelinejs", name: "TimelineJS3", page: "timelinejs.html", package: "@knight-lab/timelinejs", whileQuick: true },
  { key: "echarts", name: "ECharts", page: "echarts.html", package: "echarts" },
];
