// What a run found, as Markdown.
import { BOX, FEWEST_STEPS, GIVE_UP_MS, JUDGED_ROUNDS, NOTCH, PAN_PX, QUICK_MS, ROUNDS, SEED, SIZES, STEPS, STEPS_MS, WINDOW } from "./config.mjs";
import { counted, figures, kilobytes, median, megabytes, quantile, time } from "./numbers.mjs";

/** One case in figures: medians of its rounds, its steps pooled. `missing` says in words why there are none. */
export function summary({ rounds, failure, late }, empty) {
  if (rounds.length === 0) return { missing: late ? `> ${GIVE_UP_MS / 1000} s` : failure, late };
  const series = (kind) => {
    const taken = rounds.flatMap((round) => round[kind]?.taken ?? []);
    if (taken.length === 0) return null;
    const of = (key) => {
      const values = taken.map((step) => step[key]);
      return { median: median(values), p95: quantile(values, 0.95) };
    };
    return { count: taken.length, work: of("work"), script: of("script"), task: of("task"), frames: of("frames") };
  };
  const nodes = rounds.flatMap((round) => round.nodes);
  const above = (key) => {
    const known = rounds.map((round) => round.memory[key]).filter((value) => value !== null);
    return known.length && empty[key] !== null ? Math.max(0, median(known) - empty[key]) : null;
  };
  return {
    rounds: rounds.length,
    render: median(rounds.map((round) => round.render)),
    total: median(rounds.map((round) => round.total)),
    memory: above("process"),
    heap: above("heap"),
    nodes: { most: Math.max(...nodes.map((one) => one.timeline)), first: rounds[0].nodes[0].timeline, page: rounds[0].nodes[0].page },
    pan: series("pan"),
    zoom: series("zoom"),
    broken: rounds.find((round) => round.broken)?.broken ?? null,
  };
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index ? "--:" : "---"))), ...rows.map(line)].join("\n");
}

/** A row a subject, a column a size. */
function bySize(run, cell) {
  const sizes = run.sizes.map((size) => String(size));
  const rows = run.subjects.map((subject) => [
    subject.label,
    ...sizes.map((size) => {
      const found = run.cases[subject.key]?.[size];
      return found ? (found.missing ?? cell(found) ?? "–") : "–";
    }),
  ]);
  return table(["events", ...run.sizes.map(counted)], rows);
}

const step = (kind, key) => (found) => {
  const series = found[kind];
  if (!series) return found.broken ? `none: ${found.broken}` : "–";
  const few = series.count < FEWEST_STEPS ? ` (${series.count} steps only)` : "";
  return `${figures(series[key].median)} / ${figures(series[key].p95)}${few}`;
};

/** How the other ways of vis-timeline compare, for its author and for whoever chooses one. */
function otherWays(run) {
  const own = run.cases.faultline ?? {};
  const ways = run.subjects.filter(({ dist }) => !dist);
  const cell = (size, key) => {
    const [mine, theirs] = [own[size], run.cases[key]?.[size]];
    return mine?.render && theirs?.render ? `${figures(theirs.render / mine.render)} ×` : (theirs?.missing ?? "–");
  };
  return table(["first render ÷ Faultline's", ...run.sizes.map(counted)], ways.map(({ key, label }) => [label, ...run.sizes.map((size) => cell(size, key))]));
}

/** Loads beside JSON.parse: a row a file, and the same of each build. */
function loads(run) {
  const rows = run.subjects.filter(({ key }) => run.loads[key]).flatMap(({ key, label }) =>
    Object.entries(run.loads[key]).map(([file, one]) => [
      `${label}: ${file.replace(/^\d+/, (count) => counted(Number(count)))}`, time(one.parse), time(one.work), figures(one.ratio), time(one.address),
      one.longest < 50 ? "< 50 ms" : time(one.longest), figures(one.memoryRatio),
    ]));
  if (!rows.length) return "Not measured.";
  return table(["events and shape of times", "JSON.parse", "bytes to first scene", "ratio", "address to picture", "longest task", "memory ÷ file"], rows);
}

/** First visits: a row a build. */
function visits(run) {
  const rows = run.subjects.filter(({ key }) => run.visits[key]).map(({ key, label }) => [label, time(run.visits[key].picture), kilobytes(run.visits[key].bytes)]);
  return rows.length ? table(["first visit", "address to picture", "received"], rows) : "Not measured.";
}

/** The page of many incidents: a row a figure, a column a size and build. */
function many(run) {
  const columns = run.subjects.flatMap(({ key, name }) =>
    Object.entries(run.catalogs[key] ?? {}).sort(([a], [b]) => a - b).map(([size, found]) => [`${name}: ${counted(Number(size))}`, found]));
  if (!columns.length) return "Not measured.";
  const row = (name, cell) => [name, ...columns.map(([, found]) => cell(found))];
  const both = ({ median, p95 }) => `${figures(median)} / ${figures(p95)}`;
  const step = (kind) => row(`a step of ${kind === "clock" ? "the clock" : kind === "hover" ? "the pointer" : `a ${kind}`}, script in ms`, (found) => both(found[kind].script));
  return table(["incidents", ...columns.map(([name]) => name)], [
    row("index", (found) => megabytes(found.bytes)),
    row("JSON.parse", (found) => time(found.parse)),
    ...["read", "measure", "figures"].map((name) => row(name, (found) => time(found.measures[name]))),
    row("these three ÷ JSON.parse", (found) => figures(found.ratio)),
    row("2,000 resamples of everything, every group and month", (found) => time(found.measures.resample)),
    row("longest task while loading", (found) => (found.longest < 50 ? "< 50 ms" : time(found.longest))),
    ...["brush", "filter", "hover", "clock"].map(step),
  ]);
}

export function markdown(run) {
  const { machine, idle } = run;
  const two = run.subjects.some(({ key }) => key === "other");
  const limits = table(
    ["limit", "", "found", "", ...(two ? ["other build"] : [])],
    run.limits.map((one) => [one.name, one.limit, one.found, one.holds ? "holds" : "**missed**", ...(two ? [one.other] : [])]),
  );
  const sent = table(
    ["first visit", "brotli", "gzip", "unpacked"],
    run.subjects.filter(({ key }) => run.sent[key]).map(({ key, label }) => {
      const all = Object.values(run.sent[key]);
      const sum = (what) => all.reduce((total, one) => total + one[what], 0);
      return [label, kilobytes(sum("brotli")), kilobytes(sum("gzip")), kilobytes(sum("raw"))];
    }),
  );
  return `# Side by side

Written by \`make bench\` on ${run.date}, which writes this file anew each time; [README.md](README.md) says how to read it and where
its limits are. ${machine.words}.${machine.busy ? ` **The machine was not idle: load ${figures(machine.load)} at the start on ${machine.cores} cores. Take times as upper bounds.**` : ""}

![First render and pan step by number of events, log axes](results.svg)

## Limits

${limits}

Measured against vis-timeline with its window given, see the next table for its other ways.

${otherWays(run)}

## First render

Median of up to ${ROUNDS} rounds (${JUDGED_ROUNDS} where a limit hangs on it), each in a new browser. Peers: from converted items in memory to the painted frame after the last change.
Faultline: from the file's text in the page's memory to the same moment, with reading, checks, figures and the rest of its page.

${bySize(run, (found) => time(found.render))}

From the address to the picture, everything included (page, library, file from this machine, parsing, converting, drawing):

${bySize(run, (found) => time(found.total))}

## Loading beside JSON.parse

For each shape in which tools write times. Both work on a text that is in the page's memory; the address is beside it.

${loads(run)}

## A first visit on a slow phone

The sample, with the processor slowed down four times, 10 Mbit/s, 100 ms, brotli.

${visits(run)}

## A step of panning

${PAN_PX} px with half of the incident in the window. Main-thread time for script, style and layout in ms, median / 95th percentile of
${STEPS} steps in each round.

${bySize(run, step("pan", "work"))}

Of it script alone:

${bySize(run, step("pan", "script"))}

Until painted, in ms (a page that needs no time at all takes two to three frames of 16.7 ms; TimelineJS3 moves to the next slide):

${bySize(run, step("pan", "frames"))}

## A step of zooming

By ${figures(NOTCH)} about the middle, four in, four out, with the same figures: script, style and layout, in ms.

${bySize(run, step("zoom", "work"))}

Until painted, in ms:

${bySize(run, step("zoom", "frames"))}

## Many incidents

An index as \`faultline index\` writes it, on the page of many incidents. Medians of the runs; steps as median / 95th percentile of their
script.

${many(run)}

## Memory

Of the page's process after collecting garbage, above an empty page (RssAnon; JavaScript heap, wasm memory and the browser's own structures
for the document, without the graphics process).

${bySize(run, (found) => (found.memory === null ? null : megabytes(found.memory)))}

## Elements

In the timeline after the first render, and the most seen at any zoom:

${bySize(run, (found) => `${counted(found.nodes.first)} / ${counted(found.nodes.most)}`)}

## Transfer

What the server sent for the page without the incident, brotli at quality 11.

${sent}

## Method in short

Chromium ${machine.chromium}, headless, window ${WINDOW.width} × ${WINDOW.height}, timeline of the peers ${BOX.width} × ${BOX.height}; incidents of seed ${SEED} from
\`generate.mjs\`: ${run.files.map(({ count, bytes }) => `${counted(count)} (${megabytes(bytes)})`).join(", ")}. Given up after ${GIVE_UP_MS / 1000} s; not tried at sizes above one that was
given up, nor, for TimelineJS3 and the other ways of vis-timeline, above one that took longer than ${QUICK_MS / 1000} s. A series of steps ends after ${STEPS_MS / 1000} s. An idle page's step costs ${figures(idle.work)} ms by the same clock (${figures(idle.task)} ms with all of its tasks).
`;
}

/** Sizes that a whole run has. */
export const isWhole = (sizes) => SIZES.every((size) => sizes.includes(size));
