// The must-hold ratios, judged on what a run has measured. Must never measure; what was not measured does not hold.
import { LIMITS, REFERENCE } from "./config.mjs";
import { counted, figures, time } from "./numbers.mjs";

/**
 * @param {object} run `cases` by subject and size as `summary` (report.mjs) makes them, `loads` by size, and `catalogs`
 * @returns {{ name: string, limit: string, found: string, holds: boolean }[]}
 */
export function judge({ cases, loads, catalogs }) {
  const rows = [];
  const own = cases.faultline ?? {};
  const peer = cases[REFERENCE] ?? {};
  /** One row: the value and whether it may be so; without a value it fails. */
  const row = (name, limit, value, holds, words) => {
    const known = Number.isFinite(value);
    rows.push({ name, limit, found: known ? words(value) : "not measured", holds: known && holds(value) });
  };
  const atMost = (name, bound, value, words) =>
    row(name, `≤ ${figures(bound)}`, value, (found) => found <= bound, (found) => `${figures(found)}${words}`);

  for (const [count, bound] of LIMITS.load) {
    const load = loads[count];
    const words = load ? ` (${time(load.work)} : ${time(load.parse)}, median of ${load.runs})` : "";
    atMost(`${counted(count)} events: bytes to first scene ÷ JSON.parse`, bound, load?.ratio, words);
  }
  const { many, few, ratio } = LIMITS.steps;
  for (const kind of ["pan", "zoom"]) {
    const [a, b] = [own[many]?.[kind]?.work.p95, own[few]?.[kind]?.work.p95];
    const words = ` (${time(a ?? 0)} : ${time(b ?? 0)})`;
    atMost(`p95 of a ${kind} step, ${counted(many)} ÷ ${counted(few)} events`, ratio, a / b, words);
  }
  const nodes = Object.values(own).filter((one) => !one.missing).map((one) => one.nodes.most);
  const most = nodes.length ? Math.max(...nodes) : undefined;
  row("elements in the timeline, all sizes and zooms seen", `≤ ${counted(LIMITS.nodes)}`, most, (found) => found <= LIMITS.nodes, counted);
  for (const [count, bound] of LIMITS.times) {
    const [mine, theirs] = [own[count]?.render, peer[count]?.render];
    const words = (found) => `${figures(found)} × (${time(mine)} : ${time(theirs)})`;
    row(`${counted(count)} events: first render, times faster than vis-timeline`, `≥ ${bound} ×`, theirs / mine, (found) => found >= bound, words);
  }
  for (const count of LIMITS.times.map(([count]) => count)) {
    const [mine, theirs] = [own[count]?.pan?.script.median, peer[count]?.pan?.script.median];
    const words = ` (${time(mine ?? 0)} : ${time(theirs ?? 0)})`;
    atMost(`${counted(count)} events: script of a pan step ÷ vis-timeline's, medians`, LIMITS.panScript, mine / theirs, words);
  }
  const [count, bound] = LIMITS.memory;
  const load = loads[count];
  atMost(`${counted(count)} events: wasm memory ÷ file`, bound, load?.memoryRatio, "");
  const { catalog } = LIMITS;
  const [fewer, more] = [catalogs[catalog.few], catalogs[catalog.many]];
  const parts = more ? ` (${time(more.work)} : ${time(more.parse)}, median of ${more.runs})` : "";
  atMost(`${counted(catalog.many)} incidents: index read, measured and every figure ÷ JSON.parse`, catalog.ratio, more?.ratio, parts);
  const ms = (name, bound, value) => row(name, `≤ ${time(bound)}`, value, (found) => found <= bound, time);
  const longest = more && Math.max(more.longest, ...["brush", "filter", "clock"].map((kind) => more[kind].longest));
  ms(`${counted(catalog.many)} incidents: longest task while loading, brushing and filtering`, catalog.task, longest);
  for (const kind of ["brush", "filter"]) {
    ms(`${counted(catalog.few)} incidents: script of a ${kind} step, p95`, catalog.step, fewer?.[kind].script.p95);
  }
  return rows;
}
