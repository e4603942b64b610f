// Trunk's post_build hook: joins the style sheets, makes the module small and divides it, and stamps the page with a digest
// of the finished files.
//
// A host may let browsers keep files for a while. Names without a digest would then mix an old module with a new
// glue script; `?v=digest`, taken here after wasm-bindgen and wasm-opt, keeps each build's files together.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";
import { DOORS, ROOMS, SHEETS, split } from "./split.mjs";

const site = process.env.TRUNK_STAGING_DIR;
if (!site) throw new Error("tools/finish.mjs is a hook of trunk: run `make build`");

// Tokens and base first, because the others build on them; then by name. Those of the second part follow in its order, print
// last, because it overrules them.
const sheets = readdirSync("style").filter((name) => name.endsWith(".css")).sort();
const rank = (name) => ["tokens.css", "base.css", name].indexOf(name);
const part = (name) => SHEETS.findIndex((start) => name.startsWith(start));
const css = (file, names) => {
  const rules = names
    .map((name) => readFileSync(join("style", name), "utf8"))
    .join("\n")
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .trimStart();
  writeFileSync(join(site, file), rules);
};
css("faultline.css", sheets.filter((name) => part(name) < 0).sort((a, b) => rank(a) - rank(b)));
css("faultline_more.css", sheets.filter((name) => part(name) >= 0).sort((a, b) => part(a) - part(b)));

// Leptos brings streams for servers along. Nothing in the page makes one, so their classes go, and with them
// everything in the module that only they could call.
const glue = join(site, "faultline.js");
const wasm = join(site, "faultline_bg.wasm");
const lean = readFileSync(glue, "utf8")
  .replace(/export class (IntoUnderlying\w+) \{[^]*?\n\}\nif \(Symbol\.dispose\)[^\n]*\n/g, "")
  .replace(/const IntoUnderlying\w+Finalization = [^;]*;\n/g, "");
if (lean.includes("IntoUnderlying")) throw new Error("tools/finish.mjs: the glue script uses a stream class after all");
writeFileSync(glue, lean);

// A debug build stays as it was linked: whole, with its names, and quickly there.
const more = join(site, "faultline_more.wasm");
let key = "";
if (process.env.TRUNK_PROFILE === "release") {
  const called = new Set([...lean.matchAll(/\bwasm\.([\w$]+)/g)].map((match) => match[1]));
  const graph = [{ name: "page", root: true, reaches: [...called] }];
  graph.push(...[...called].map((name) => ({ name, export: name })));
  const scratch = join(site, "scratch");
  writeFileSync(scratch, JSON.stringify(graph));
  const features = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "sign-ext", "reference-types", "multivalue"];
  const run = (tool, from, to, ...options) =>
    execFileSync(tool, [...features.map((name) => `--enable-${name}`), ...options, from, "-o", to], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  // With KEEP_NAMES, a build for a profiler: functions keep their names, which makes the module a fifth larger.
  // A second round finds what the first has laid bare. Nothing lies in the first kilobyte of memory: at its very bottom is
  // the end of the stack.
  const shrink = (from, to) => {
    const names = process.env.KEEP_NAMES ? ["-g"] : ["--strip-debug"];
    run("wasm-opt", from, to, "-Os", "--low-memory-unused", "--strip-producers", ...names);
    run("wasm-opt", to, to, "-Oz", "--low-memory-unused", ...names);
  };
  // The names by which the module and its glue script know each other carry digests, which do not compress.
  const shorten = (whole) => {
    if (process.env.KEEP_NAMES) return whole;
    if (/\$\w/.test(lean)) throw new Error("tools/finish.mjs: a name of the glue script might be taken");
    const short = new Map();
    const named = whole.replace(/^( \((?:import "[^"]*"|export) )"(__w\w+|wasm_bindgen_\w+)"/gm, (_, before, name) => {
      if (!short.has(name)) short.set(name, `$${short.size.toString(36)}`);
      return `${before}"${short.get(name)}"`;
    });
    writeFileSync(glue, lean.replace(/\b(?:__w|wasm_bindgen_)\w+/g, (name) => short.get(name) ?? name));
    return named;
  };
  run("wasm-metadce", wasm, wasm, "-g", "-f", scratch);
  if (process.env.KEEP_LINKED) run("wasm-dis", wasm, process.env.KEEP_LINKED);
  if (DOORS.length) {
    // Before anything is moved between functions, and while they have names.
    run("wasm-dis", wasm, scratch);
    const whole = shorten(readFileSync(scratch, "utf8"));
    key = createHash("sha256").update(whole).digest("hex").slice(0, 12);
    const { first, second, moved, stayed } = split(whole, key, DOORS, ROOMS);
    writeFileSync(scratch, second);
    shrink(scratch, more);
    writeFileSync(scratch, first);
    shrink(scratch, wasm);
    console.error(`second part: ${moved} functions; ${stayed.length} of its rooms stay in the first, which calls them`);
    if (process.env.SPLIT_STAYED) for (const [name, from] of stayed) console.error(`  ${name}\n    called by ${from || "the page"}`);
  } else {
    shrink(wasm, wasm);
  }
  rmSync(scratch);
}

for (const name of ["faultline.js", "boot.js"]) {
  const path = join(site, name);
  const { code } = await minify(readFileSync(path, "utf8"), { module: true, compress: { passes: 2 } });
  writeFileSync(path, code);
}

const digest = createHash("sha256");
const finished = ["faultline.css", "faultline_more.css", "faultline.js", "faultline_bg.wasm", "boot.js", "old-browser.js"];
if (key) finished.push("faultline_more.wasm");
for (const name of finished) digest.update(readFileSync(join(site, name)));
const stamp = digest.digest("hex").slice(0, 12);
const page = join(site, "index.html");
const html = readFileSync(page, "utf8")
  .replaceAll("v=STAMP", `v=${stamp}`)
  .replace("WASM_BYTES", String(readFileSync(join(site, "faultline_bg.wasm")).length))
  .replace("MORE_KEY", key)
  // Comments, and the element that only told trunk what to build.
  .replace(/<!--[^]*?-->\s*|<link data-trunk[^>]*>\s*/g, "");
writeFileSync(page, html);
