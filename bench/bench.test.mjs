// Tests of the benchmark that need no browser: its generators, figures, limits and picture. Nothing is timed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { summary as manySummary } from "./catalog.mjs";
import { generate, SHAPES } from "./generate.mjs";
import { judge, loadKey } from "./limits.mjs";
import { loadSummary } from "./load.mjs";
import { generateIndex } from "./many.mjs";
import { figures, quantile } from "./numbers.mjs";
import { plot } from "./plot.mjs";
import { summary } from "./report.mjs";

const series = (script, work) => ({ script: { median: script, p95: script }, work: { median: work, p95: work } });
const shown = (render, script, work, most) => ({ render, pan: series(script, work), zoom: series(script, work), nodes: { most } });

const many = (script, longest) => {
  const step = { script: { median: script, p95: script }, longest };
  return { ratio: 3, work: 120, parse: 40, runs: 5, bytes: 1e6, measures: {}, longest, brush: step, filter: { ...step }, hover: step, clock: step };
};

const load = () => ({ ratio: 2, work: 200, parse: 100, runs: 5, memoryRatio: 4, longest: 400, address: 900 });

/** A run in which everything just holds. */
const justHolds = () => ({
  cases: {
    faultline: { 300: shown(90, 2, 4, 900), 1000: shown(100, 2, 8, 1500), 3490: shown(100, 2, 4, 900), 100000: shown(500, 3, 12, 1500) },
    vis: { 1000: shown(1000, 6, 9, 4000), 3490: shown(10_000, 6, 9, 14_000) },
    echarts: { 300: shown(90, 1, 1, 3), 1000: shown(100, 1, 1, 3), 100000: { missing: "> 120 s" } },
  },
  loads: {
    faultline: {
      ...Object.fromEntries(SHAPES.map((shape) => [loadKey(100_000, shape), load()])),
      [loadKey(1_000_000, "millis")]: { address: 5000 },
    },
  },
  catalogs: { faultline: { 1000: many(33, 50), 10000: { ...many(200, 150), ratio: 5 } } },
  visits: { faultline: { picture: 2300 }, other: { picture: 2000 } },
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

test("each limit can be missed", () => {
  const ofShape = (shape) => `100,000 events, ${shape}: bytes to first scene ÷ JSON.parse`;
  const own = (run) => run.cases.faultline;
  const file = (run, shape) => run.loads.faultline[loadKey(100_000, shape)];
  const breaks = {
    ...Object.fromEntries(SHAPES.map((shape) => [ofShape(shape), (run) => (file(run, shape).ratio = 2.01)])),
    "100,000 events: wasm memory ÷ file": (run) => (file(run, "offset").memoryRatio = 4.01),
    "100,000 events: longest task while loading": (run) => (file(run, "unsorted").longest = 401),
    "1,000,000 events: address to picture": (run) => delete run.loads.faultline[loadKey(1_000_000, "millis")],
    "100,000 events: p95 of a pan step": (run) => (own(run)[100000].pan.work.p95 = 16.8, own(run)[1000].pan.work.p95 = 16),
    "p95 of a pan step, 100,000 ÷ 1,000 events": (run) => (own(run)[1000].pan.work.p95 = 7.9),
    "100,000 events: p95 of a zoom step": (run) => (own(run)[100000].zoom.work.p95 = 16.8, own(run)[1000].zoom.work.p95 = 16),
    "p95 of a zoom step, 100,000 ÷ 1,000 events": (run) => (own(run)[1000].zoom.work.p95 = 7.9),
    "elements in the timeline, all sizes and zooms": (run) => (own(run)[3490].nodes.most = 1501),
    "1,000 events: first render, times quicker than vis-timeline": (run) => (run.cases.vis[1000].render = 999),
    "3,490 events: first render, times quicker than vis-timeline": (run) => (run.cases.vis[3490].render = 9999),
    "300 events: first render, times quicker than ECharts": (run) => (run.cases.echarts[300].render = 89),
    "1,000 events: first render, times quicker than ECharts": (run) => (run.cases.echarts[1000].render = 99),
    "10,000 incidents: read, measured, every figure ÷ JSON.parse": (run) => (run.catalogs.faultline[10000].ratio = 5.01),
    "10,000 incidents: longest task while loading, brushing and filtering": (run) => (run.catalogs.faultline[10000].longest = 151),
    "1,000 incidents: script of a brush step, p95": (run) => (run.catalogs.faultline[1000].brush = { script: { p95: 34 } }),
    "1,000 incidents: script of a filter step, p95": (run) => (run.catalogs.faultline[1000].filter = { script: { p95: 34 } }),
    "address to picture on a slow phone ÷ the other build's": (run) => (run.visits.faultline.picture = 2301),
  };
  assert.deepEqual(judge(justHolds()).map(({ name }) => name).sort(), Object.keys(breaks).sort(), "every limit is in this table");
  for (const [name, change] of Object.entries(breaks)) {
    const run = justHolds();
    change(run);
    assert.deepEqual(missed(run), [name]);
  }
});

test("what was not measured does not hold", () => {
  const nothing = { cases: {}, loads: {}, catalogs: {}, visits: {} };
  assert.equal(missed(nothing).length, judge(nothing).length);
});

test("without peers and another build, their limits are left out", () => {
  const names = judge({ ...justHolds(), visits: {} }, "faultline", false).map(({ name }) => name);
  assert.ok(!names.some((name) => /vis-timeline|ECharts|other build/.test(name)));
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

test("an incident is the same for the same seed, in each shape of times", () => {
  const first = (shape) => JSON.parse(generate(200, 1, shape)).timeline;
  const looks = { seconds: /T\d\d:\d\d:\d\dZ$/, millis: /\.\d{3}Z$/, offset: /:\d\d\+02:00$/, unsorted: /:\d\dZ$/ };
  const disorder = (events) => events.filter((event, at) => at > 0 && Date.parse(event.at) < Date.parse(events[at - 1].at)).length;
  for (const shape of SHAPES) {
    assert.equal(generate(200, 1, shape), generate(200, 1, shape));
    const events = first(shape);
    assert.equal(events.length, 200);
    assert.ok(events.every(({ at }) => looks[shape].test(at)), shape);
    assert.ok(shape === "unsorted" ? disorder(events) > 60 : disorder(events) < 20, shape);
  }
  const starts = (shape) => first(shape).map(({ at }) => Math.floor(Date.parse(at) / 1000)).sort();
  assert.deepEqual(starts("offset"), starts("millis"));
  assert.deepEqual(starts("unsorted"), starts("seconds"));
});

test("a load is timed from the bytes to the scene, pauses included", () => {
  const measures = { fetch: { duration: 80, end: 100 }, read: { duration: 50, end: 160 }, layout: { duration: 5, end: 300 } };
  const take = { measures, longest: 60, picture: 340, memory: 30, parse: [90, 100, 110], bytes: 10 };
  const found = loadSummary([take, take]);
  assert.deepEqual([found.work, found.parse, found.ratio, found.address, found.memoryRatio], [200, 100, 2, 340, 3]);
  assert.equal(loadSummary([{ ...take, measures: {} }]).ratio, null);
});
