// What can be known of the benchmark without a browser: its figures, its judgement, its picture. Nothing is timed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { summary as manySummary } from "./catalog.mjs";
import { generateIndex } from "./many.mjs";
import { judge } from "./limits.mjs";
import { figures, quantile } from "./numbers.mjs";
import { plot } from "./plot.mjs";
import { summary } from "./report.mjs";

const series = (script, work) => ({ script: { median: script, p95: script }, work: { median: work, p95: work } });
const shown = (render, script, work, most) => ({ render, pan: series(script, work), zoom: series(script, work), nodes: { most } });

const many = (script, longest) => {
  const step = { script: { median: script, p95: script }, longest };
  return { ratio: 3, work: 120, parse: 40, runs: 5, bytes: 1e6, measures: {}, longest, brush: step, filter: { ...step }, hover: step, clock: step };
};

/** A run in which everything just holds. */
const justHolds = () => ({
  cases: {
    faultline: { 1000: shown(100, 2, 4, 1500), 3490: shown(100, 2, 4, 900), 100000: shown(500, 3, 6, 1500) },
    vis: { 1000: shown(2000, 6, 9, 4000), 3490: shown(10_000, 6, 9, 14_000) },
  },
  loads: {
    100000: { ratio: 1, work: 200, parse: 200, runs: 7, memoryRatio: 2.5 },
    1000000: { ratio: 1.5, work: 3000, parse: 2000, runs: 7, memoryRatio: 2.5 },
  },
  catalogs: { 1000: many(33, 50), 10000: many(200, 100) },
});
const missed = (run) => judge(run).filter(({ holds }) => !holds).map(({ name }) => name);

test("quantiles interpolate between order statistics", () => {
  for (const [values, share, expected] of [[[1, 2, 3, 4], 0.5, 2.5], [[4, 2], 0.75, 3.5], [[7], 0.95, 7], [[], 0.5, null]]) {
    assert.equal(quantile(values, share), expected, JSON.stringify([values, share]));
  }
});

test("numbers keep three figures", () => {
  for (const [value, expected] of [[0.12345, "0.123"], [1.2345, "1.23"], [12.345, "12.3"], [1234.5, "1,230"], [0, "0"]]) {
    assert.equal(figures(value), expected);
  }
});

test("what just holds, holds", () => {
  assert.deepEqual(missed(justHolds()), []);
});

test("each ratio can be missed", () => {
  const breaks = {
    "100,000 events: bytes to first scene ÷ JSON.parse": (run) => (run.loads[100000].ratio = 1.01),
    "1,000,000 events: bytes to first scene ÷ JSON.parse": (run) => (run.loads[1000000].ratio = 1.51),
    "p95 of a pan step, 100,000 ÷ 1,000 events": (run) => (run.cases.faultline[100000].pan.work.p95 = 6.1),
    "p95 of a zoom step, 100,000 ÷ 1,000 events": (run) => (run.cases.faultline[100000].zoom.work.p95 = 6.1),
    "elements in the timeline, all sizes and zooms seen": (run) => (run.cases.faultline[3490].nodes.most = 1501),
    "3,490 events: first render, times faster than vis-timeline": (run) => (run.cases.faultline[3490].render = 101),
    "1,000 events: first render, times faster than vis-timeline": (run) => (run.cases.faultline[1000].render = 101),
    "3,490 events: script of a pan step ÷ vis-timeline's, medians": (run) => (run.cases.faultline[3490].pan.script.median = 2.1),
    "1,000 events: script of a pan step ÷ vis-timeline's, medians": (run) => (run.cases.faultline[1000].pan.script.median = 2.1),
    "100,000 events: wasm memory ÷ file": (run) => (run.loads[100000].memoryRatio = 2.51),
    "10,000 incidents: index read, measured and every figure ÷ JSON.parse": (run) => (run.catalogs[10000].ratio = 3.01),
    "10,000 incidents: longest task while loading, brushing and filtering": (run) => (run.catalogs[10000].longest = 101),
    "1,000 incidents: script of a brush step, p95": (run) => (run.catalogs[1000].brush = { script: { p95: 34 } }),
    "1,000 incidents: script of a filter step, p95": (run) => (run.catalogs[1000].filter = { script: { p95: 34 } }),
  };
  assert.equal(Object.keys(breaks).length, judge(justHolds()).length, "every ratio is in this table");
  for (const [name, change] of Object.entries(breaks)) {
    const run = justHolds();
    change(run);
    assert.deepEqual(missed(run), [name]);
  }
});

test("what was not measured does not hold", () => {
  assert.equal(missed({ cases: {}, loads: {}, catalogs: {} }).length, judge(justHolds()).length);
});

test("a case that was given up says so", () => {
  assert.deepEqual(summary({ rounds: [], failure: "nothing", late: true }, {}), { missing: "> 120 s", late: true });
  assert.equal(summary({ rounds: [], failure: "the page crashed", late: false }, {}).missing, "the page crashed");
});

test("the picture draws every point and escapes names", () => {
  const points = [{ x: 300, y: 12 }, { x: 1000, y: 120_000, above: true }];
  const drawn = plot([{ title: "A", series: [{ name: "<b>", points }] }], [300, 1000]);
  assert.equal(drawn.match(/<title>/g).length, 2);
  assert.ok(drawn.includes("more than 120 s") && drawn.includes("&lt;b&gt;") && !drawn.includes("NaN"));
});

test("an index is the same for the same number, and has as many incidents as asked for", () => {
  const text = generateIndex(400);
  assert.equal(text, generateIndex(400));
  assert.notEqual(text, generateIndex(400, 2));
  const { incidents } = JSON.parse(text);
  assert.equal(incidents.length, 400);
  const of = (fits) => incidents.filter(fits).length;
  assert.equal(of(({ status }) => status === "ongoing"), 2);
  assert.ok(of(({ tags }) => tags.includes("drill")) > 0 && of(({ root_causes }) => root_causes) > 100);
});

test("the steps of several runs are pooled, and their figures are medians", () => {
  const steps = (script) => ({ taken: [{ script, work: script }, { script: script + 2, work: script + 2 }], longest: script });
  const take = (read, script) => ({
    measures: { read, measure: 10, figures: 20 },
    parse: [10, 20, 30],
    longest: read,
    bytes: 5,
    steps: Object.fromEntries(["brush", "filter", "hover", "clock"].map((kind) => [kind, steps(script)])),
  });
  const found = manySummary(400, [take(10, 1), take(30, 3), take(50, 5)]);
  assert.deepEqual([found.work, found.parse, found.ratio, found.longest], [60, 20, 3, 30]);
  assert.deepEqual([found.brush.count, found.brush.script.median, found.brush.longest], [6, 4, 3]);
  assert.equal(manySummary(400, [{ ...take(10, 1), measures: {} }]).ratio, null);
});
