// Trunk's post_build hook: joins the style sheets, minifies scripts and styles of a release, and stamps index.html with a
// digest of the finished files.
//
// Trunk takes its own file-name hashes before wasm-bindgen and wasm-opt run, so a new version of either would change a
// file and keep its name. `?v=digest` is taken afterwards: a cached copy is never mixed with files of another build.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const site = process.env.TRUNK_STAGING_DIR;
if (!site) throw new Error("tools/finish.mjs is a hook of Trunk: run `make build`");

// The order of rules matters: tokens and base first, print last, the others by name.
const [first, last] = [["tokens.css", "base.css"], ["print.css"]];
const sheets = readdirSync("style").filter((name) => name.endsWith(".css")).sort();
const others = sheets.filter((name) => ![...first, ...last].includes(name));
const css = [...first, ...others, ...last].map((name) => readFileSync(join("style", name), "utf8")).join("\n");
writeFileSync(join(site, "faultline.css"), css);

const modules = ["faultline-app", "faultline-readers"];
const minified = ["faultline.css", "boot.js", ...modules.map((name) => `${name}.js`)];
if (process.env.TRUNK_PROFILE === "release") {
  for (const name of minified) {
    const file = join(site, name);
    const { code } = transformSync(readFileSync(file, "utf8"), { loader: name.split(".").pop(), minify: true });
    writeFileSync(file, code);
  }
}

const digest = createHash("sha256");
const files = [...minified, ...modules.map((name) => `${name}_bg.wasm`), "old-browser.js"];
for (const name of files) digest.update(readFileSync(join(site, name)));
const stamp = digest.digest("hex").slice(0, 12);

const page = join(site, "index.html");
const html = readFileSync(page, "utf8")
  .replaceAll("v=STAMP", `v=${stamp}`)
  .replace("WASM_BYTES", String(statSync(join(site, "faultline-app_bg.wasm")).size));
writeFileSync(page, html);
