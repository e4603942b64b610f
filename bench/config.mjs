// What is compared, at which sizes, and how long each may take. Must hold no measuring.

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
/** The same where a limit hangs on a first render: of two, one that was disturbed would decide. */
export const JUDGED_ROUNDS = 5;
export const QUICK_MS = 20_000;

/** One pan step, and one turn of the wheel by a notch: what Faultline is sent, and the factor that peers are given. */
export const PAN_PX = 60;
export const NOTCH_PX = 100;
export const NOTCH = Math.exp(NOTCH_PX / 300);

/**
 * The must-hold ratios. `times` at which numbers of events Faultline's first render has to be so many times faster than
 * vis-timeline's; the others are upper bounds. `load` has how often a file is loaded as well.
 */
export const LIMITS = {
  load: [[100_000, 1.0, 7], [1_000_000, 1.5, 3]],
  steps: { many: 100_000, few: 1_000, ratio: 1.5 },
  nodes: 1_500,
  times: [[3_490, 100], [1_000, 20]],
  panScript: 1 / 3,
  memory: [100_000, 2.5],
  // The page of many incidents: reading, measuring and figures against JSON.parse, and the longest task, at `many`; the
  // script of a step of a brush or a filter, two frames of it, at `few`. `runs`: how often each index is loaded.
  catalog: { many: 10_000, few: 1_000, runs: 5, ratio: 3, task: 100, step: (2 * 1000) / 60 },
};
/**
 * `whileQuick`: a larger size is tried only when the one before was shown within `QUICK_MS`.
 * @typedef {{ key: string, name: string, page: string, package?: string, whileQuick?: boolean }} Subject
 */

/** @type {Subject[]} */
export const SUBJECTS = [
  { key: "faultline", name: "Faultline", page: "faultline/" },
  { key: "vis", name: "vis-timeline", page: "vis.html", package: "vis-timeline" },
  { key: "vis-fit", name: "vis-timeline, no window", page: "vis.html?fit", package: "vis-timeline", whileQuick: true },
  { key: "vis-tuned", name: "vis-timeline, tuned", page: "vis.html?tuned", package: "vis-timeline", whileQuick: true },
  { key: "timelinejs", name: "TimelineJS3", page: "timelinejs.html", package: "@knight-lab/timelinejs", whileQuick: true },
  { key: "echarts", name: "ECharts", page: "echarts.html", package: "echarts" },
];
/** The one that the must-hold ratios name. */
export const REFERENCE = "vis";
