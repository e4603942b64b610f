// Prints what a first visit downloads, compressed with brotli as a good host does, and fails above the budget.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

/** The most that a first visit may download, in bytes of brotli at quality 11. The only place that sets it. The aim is 750,000. */
const BUDGET = 788_000;

const dist = new URL("../dist/", import.meta.url);
const read = (name) => readFileSync(new URL(name, dist));

// Everything in dist/ that is not an incident, its schema, the readers of other formats, or only for browsers that cannot
// run the app; and the sample, which the page opens when its address names no file.
const [sample] = JSON.parse(read("incidents/index.json")).incidents;
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(dist.pathname.length).replace(/^\/+/, ""))
  .filter((name) => !/^(incidents|schema)\/|^old-browser\.js$|^faultline-readers/.test(name))
  .sort();
files.push(`incidents/${sample.src}`);

/** What is fetched with the first file that is in none of Faultline's own formats. */
const readers = ["faultline-readers.js", "faultline-readers_bg.wasm"];

const row = (name, raw, compressed) => console.log(name.padEnd(52), String(raw).padStart(9), String(compressed).padStart(9));
/** Prints a row for each of the files; the sum of their compressed sizes. */
const printed = (names) => {
  let total = 0;
  for (const name of names) {
    const raw = read(name);
    const compressed = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }).length;
    row(name, raw.length, compressed);
    total += compressed;
  }
  return total;
};
row("first visit", "bytes", "brotli");
const total = printed(files);
row("total", "", total);
row("budget", "", BUDGET);
row("with a file of another format", "bytes", "brotli");
printed(readers);
if (total > BUDGET) {
  console.error(`A first visit downloads ${total - BUDGET} bytes more than the budget in tools/budget.mjs allows.`);
  process.exit(1);
}
