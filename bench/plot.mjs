// The results as an SVG picture: panels with log axes, readable on light and on dark ground.
import { counted, figures } from "./numbers.mjs";

const PANEL = { width: 560, height: 380, left: 64, right: 16, top: 44, bottom: 44 };
const GAP = 24;
const LEGEND = 56;
/** Each subject has a colour, a shape and a dash, all three. */
const SHAPES = [
  "M-4.5 0 A4.5 4.5 0 1 1 4.5 0 A4.5 4.5 0 1 1 -4.5 0 Z",
  "M-4 -4 H4 V4 H-4 Z",
  "M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z",
  "M-5 4 L0 -5 L5 4 Z",
  "M-5 -4 H5 L0 5 Z",
  "M-4.5 -1.5 H-1.5 V-4.5 H1.5 V-1.5 H4.5 V1.5 H1.5 V4.5 H-1.5 V1.5 H-4.5 Z",
];
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "5 2", "1 2"];
/** On light and on dark ground; 3:1 at least against either. */
const COLOURS = [
  ["#005fa8", "#6cb8ff"], ["#b3440a", "#ff9a5c"], ["#8a5a00", "#e5b84b"], ["#a0327d", "#f08cc8"], ["#00785c", "#4fd1aa"], ["#5b4bb5", "#b3a6ff"],
];

const escape = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const px = (value) => String(Math.round(value * 10) / 10);
const at = (x, y) => `${px(x)},${px(y)}`;

/** Powers of ten that hold all values. */
function decades(values) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** A straight map from the logarithm. */
const logScale = (low, high, from, to) => (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);

const asTime = (ms) => (ms < 1000 ? `${figures(ms)} ms` : `${figures(ms / 1000)} s`);

/**
 * @param {{ title: string, series: { name: string, points: { x: number, y: number, above?: boolean }[] }[] }} panel
 *   in ms over events; `above` stands for "more than this"
 * @param {number[]} sizes the ticks of the x axis
 */
function drawPanel({ title, series }, sizes, offset) {
  const { width, height, left, right, top, bottom } = PANEL;
  const values = series.flatMap(({ points }) => points.map(({ y }) => y)).filter((y) => y > 0);
  const parts = [`<g transform="translate(${px(offset)} 0)">`, `<text class="title" x="${left}" y="22">${escape(title)}</text>`];
  if (values.length === 0) return [...parts, `<text x="${left}" y="${top + 20}">nothing measured</text>`, "</g>"].join("\n");
  const tens = decades(values);
  const x = logScale(Math.log10(sizes[0]) - 0.12, Math.log10(sizes.at(-1)) + 0.12, left, width - right);
  const y = logScale(tens[0], tens.at(-1), height - bottom, top);
  for (const ten of tens) {
    const value = 10 ** ten;
    parts.push(`<line class="grid" x1="${left}" x2="${width - right}" y1="${px(y(value))}" y2="${px(y(value))}"/>`);
    parts.push(`<text class="tick" text-anchor="end" x="${left - 8}" y="${px(y(value) + 4)}">${asTime(value)}</text>`);
  }
  for (const size of sizes) {
    parts.push(`<line class="grid" x1="${px(x(size))}" x2="${px(x(size))}" y1="${top}" y2="${height - bottom}"/>`);
    parts.push(`<text class="tick" text-anchor="middle" x="${px(x(size))}" y="${height - bottom + 18}">${counted(size)}</text>`);
  }
  parts.push(`<text class="tick" text-anchor="end" x="${width - right}" y="${height - 8}">events</text>`);
  series.forEach(({ name, points }, index) => {
    const drawn = points.filter((point) => point.y > 0).map((point) => ({ ...point, at: at(x(point.x), y(point.y)) }));
    if (drawn.length === 0) return;
    parts.push(`<g class="s${index}">`);
    const measured = drawn.filter((point) => !point.above);
    parts.push(`<polyline points="${measured.map((point) => point.at).join(" ")}" stroke-dasharray="${DASHES[index] || "none"}"/>`);
    for (const point of drawn) {
      const told = `${name}, ${counted(point.x)} events: ${point.above ? "more than " : ""}${asTime(point.y)}`;
      const shape = point.above ? "M0 5 V-6 M-4 -2 L0 -7 L4 -2" : SHAPES[index];
      const [tx, ty] = point.at.split(",");
      // Several may have been given up at the same size: side by side.
      const aside = point.above ? (index - 2.5) * 8 : 0;
      parts.push(`<path class="${point.above ? "above" : ""}" transform="translate(${px(Number(tx) + aside)} ${ty})" d="${shape}"><title>${escape(told)}</title></path>`);
    }
    parts.push("</g>");
  });
  return [...parts, "</g>"].join("\n");
}

/** The whole picture. */
export function plot(panels, sizes) {
  const names = panels[0].series.map(({ name }) => name);
  const width = panels.length * PANEL.width + (panels.length - 1) * GAP;
  const height = PANEL.height + LEGEND;
  const colour = (which) => names.map((_, index) => `.s${index} { stroke: ${COLOURS[index][which]}; fill: ${COLOURS[index][which]} }`).join("\n    ");
  const each = width / Math.ceil(names.length / 2);
  const legend = names.map((name, index) => {
    const [column, row] = [Math.floor(index / 2), index % 2];
    return `<g class="s${index}" transform="translate(${px(24 + column * each)} ${PANEL.height + 16 + row * 22})">
<polyline points="0,0 32,0" stroke-dasharray="${DASHES[index] || "none"}"/><path transform="translate(16 0)" d="${SHAPES[index]}"/>
<text class="name" x="42" y="4">${escape(name)}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${escape(panels.map(({ title }) => title).join("; "))}, by number of events, both axes logarithmic</title>
<style>
    svg { color-scheme: light dark; background: #fff }
    text { font: 13px system-ui, sans-serif; fill: #1c1e21; stroke: none }
    .title { font-weight: 600; font-size: 15px }
    .tick { font-size: 12px; fill: #55595f }
    .grid { stroke: #d9dce0; stroke-width: 1 }
    polyline { fill: none; stroke-width: 2 }
    .s0 polyline { stroke-width: 3.5 }
    path { stroke: none }
    .above { fill: none; stroke-width: 2 }
    [class^="s"] .above { stroke: inherit }
    ${colour(0)}
    @media (prefers-color-scheme: dark) {
    svg { background: #15171a }
    text { fill: #e8eaed }
    .tick { fill: #a9aeb5 }
    .grid { stroke: #34383d }
    ${colour(1)}
    }
</style>
${panels.map((panel, index) => drawPanel(panel, sizes, index * (PANEL.width + GAP))).join("\n")}
${legend.join("\n")}
</svg>
`;
}
