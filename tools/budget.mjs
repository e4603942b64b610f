// Prints what a first visit downloads, compressed as a good host does it, and fails above the budget. The second part,
// of the module and of the style sheets, is printed as well and not counted: each visit fetches it too, but only once the
// first view is painted.
import { existsSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { DOORS } from "./split.mjs";

/** Bytes of brotli (quality 11) that the first view may cost. The one place that says so. */
const BUDGET = 170_000;

const read = (name) => readFileSync(`dist/${name}`);
/** The sample that the page opens by itself is the first of the catalog. */
const [sample] = JSON.parse(read("incidents/index.json")).incidents;
const files = ["index.html", "boot.js", "faultline.js", "faultline_bg.wasm", "faultline.css"];
if (sample) files.push(`incidents/${sample.src}`);

const row = (name, raw, small) => console.log(name.padEnd(52), String(raw).padStart(9), String(small).padStart(9));
row("first view", "bytes", "brotli");
const weigh = (name) => {
  const raw = read(name);
  const small = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }).length;
  row(name, raw.length, small);
  return small;
};
const total = files.reduce((sum, name) => sum + weigh(name), 0);
row("total", "", total);
row("budget", "", BUDGET);
const divided = existsSync("dist/faultline_more.wasm");
console.log("fetched after the first view");
weigh("faultline_more.css");
if (divided) weigh("faultline_more.wasm");
if (divided !== DOORS.length > 0) {
  console.error(`dist/ has ${divided ? "a" : "no"} second part, and tools/split.mjs names ${DOORS.length} doors. Run \`make build\`.`);
  process.exit(1);
}
if (total > BUDGET) {
  console.error(`The first view is ${total - BUDGET} bytes over its budget. See "Size and speed" in ARCHITECTURE.md.`);
  process.exit(1);
}
