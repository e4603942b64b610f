// Judges the limits on what a run has measured. What was not measured does not hold.
import { LIMITS } from "./config.mjs";
import { SHAPES } from "./generate.mjs";
import { counted, figures, time } from "./numbers.mjs";

/**
 * @param {object} run `cases` and `catalogs` by build (or peer) and size, `loads` by build and `loadKey`, `visits` by build
 * @param {string} [build] which build is judged
 * @param {boolean} [peers] whether the limits against other timelines are judged
 * @returns {{ name: string, limit: string, found: string, holds: boolean }[]}
 */
export function judge({ cases, loads, catalogs, visits }, build = "faultline", peers = true) {
  const rows = [];
  const own = cases[build] ?? {};
  const load = loads[build] ?? {};
  const catalog = catalogs[build] ?? {};
  /** One row: a value and whether it holds; an unknown value does not. */
  const row = (name, limit, value, holds, words) => {
    const known = Number.isFinite(value);
    rows.push({ name, limit, found: known ? words(value) : "not measured", holds: known && holds(value) });
  };
  const atMost = (name, bound, value, words = "") => row(name, `≤ ${figures(bound)}`, value, (found) => found <= bound, (found) => `${figures(found)}${words}`);
  const within = (name, bound, value) => row(name, `≤ ${time(bound)}`, value, (found) => found <= bound, time);
  const largest = (values) => (values.length && values.every(Number.isFinite) ? Math.max(...values) : undefined);

  const { count, huge } = LIMITS.load;
  const shapes = SHAPES.map((shape) => [shape, load[loadKey(count, shape)]]);
  for (const [shape, one] of shapes) {
    const words = one ? ` (${time(one.work)} : ${time(one.parse)}, median of ${one.runs})` : "";
    atMost(`${counted(count)} events, ${shape}: bytes to first scene ÷ JSON.parse`, LIMITS.load.ratio, one?.ratio, words);
  }
  atMost(`${counted(count)} events: wasm memory ÷ file`, LIMITS.load.memory, largest(shapes.map(([, one]) => one?.memoryRatio)));
  within(`${counted(count)} events: longest task while loading`, LIMITS.load.task, largest(shapes.map(([, one]) => one?.longest)));
  row(`${counted(huge)} events: address to picture`, "opens", load[loadKey(huge, "millis")]?.address, () => true, time);

  const { many, few, p95, ratio, nodes } = LIMITS.steps;
  for (const kind of ["pan", "zoom"]) {
    const [more, less] = [many, few].map((size) => own[size]?.[kind]?.work.p95);
    within(`${counted(many)} events: p95 of a ${kind} step`, p95, more);
    atMost(`p95 of a ${kind} step, ${counted(many)} ÷ ${counted(few)} events`, ratio, more / less, ` (${time(more ?? 0)} : ${time(less ?? 0)})`);
  }
  const most = largest(Object.values(own).filter((one) => !one.missing).map((one) => one.nodes.most));
  row("elements in the timeline, all sizes and zooms", `≤ ${counted(nodes)}`, most, (found) => found <= nodes, counted);

  const quicker = (peer, size, bound, name) => {
    const [mine, theirs] = [own[size]?.render, cases[peer]?.[size]?.render];
    const words = (found) => `${figures(found)} × (${time(mine)} : ${time(theirs)})`;
    row(`${counted(size)} events: first render, times quicker than ${name}`, `≥ ${bound} ×`, theirs / mine, (found) => found >= bound, words);
  };
  if (peers) {
    for (const [size, bound] of LIMITS.vis) quicker("vis", size, bound, "vis-timeline");
    // Sizes at which ECharts showed nothing are no limit.
    for (const size of Object.keys(cases.echarts ?? { [LIMITS.echarts]: null }).map(Number)) {
      if (size >= LIMITS.echarts && !cases.echarts?.[size]?.missing) quicker("echarts", size, 1, "ECharts");
    }
  }

  const [fewer, more] = [catalog[LIMITS.catalog.few], catalog[LIMITS.catalog.many]];
  const parts = more ? ` (${time(more.work)} : ${time(more.parse)}, median of ${more.runs})` : "";
  atMost(`${counted(LIMITS.catalog.many)} incidents: read, measured, every figure ÷ JSON.parse`, LIMITS.catalog.ratio, more?.ratio, parts);
  const longest = more && largest([more.longest, ...["brush", "filter", "clock"].map((kind) => more[kind].longest)]);
  within(`${counted(LIMITS.catalog.many)} incidents: longest task while loading, brushing and filtering`, LIMITS.catalog.task, longest);
  for (const kind of ["brush", "filter"]) {
    within(`${counted(LIMITS.catalog.few)} incidents: script of a ${kind} step, p95`, LIMITS.catalog.p95, fewer?.[kind].script.p95);
  }
  if (visits.other && build !== "other") {
    const [mine, theirs] = [visits[build]?.picture, visits.other.picture];
    atMost("address to picture on a slow phone ÷ the other build's", LIMITS.visit.ratio, mine / theirs, ` (${time(mine ?? 0)} : ${time(theirs)})`);
  }
  return rows;
}

/** Where `loads` keeps the loads of a file. */
export const loadKey = (count, shape) => `${count} ${shape}`;
