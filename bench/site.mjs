// The folder the browser is given: Faultline as it was built, a page for each peer, the generated incidents; and the
// server that sends it, compressed as a good host does, and counts what it sent.
import { createReadStream } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { BOX, BUILDS, SEED } from "./config.mjs";
import { generate } from "./generate.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
export const SITE = join(HERE, "site");
const PEERS = ["vis", "timelinejs", "echarts"];
/** TimelineJS3 is published as a script for the page, already minified, and not as a module. */
const TIMELINEJS = join(HERE, "node_modules/@knight-lab/timelinejs/dist/js/timeline.js");
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Builds the folder. Peers are bundled and minified, with what they do not use shaken out; without `peers` they are left out. */
export async function buildSite(peers) {
  await rm(SITE, { recursive: true, force: true });
  await mkdir(join(SITE, "data"), { recursive: true });
  for (const { dist, page } of BUILDS) await cp(dist, join(SITE, page), { recursive: true });
  await writeFile(join(SITE, "blank.html"), "<!doctype html><title>blank</title>");
  if (!peers) return;
  const { build } = await import("esbuild");
  await build({
    entryPoints: PEERS.map((name) => join(HERE, "pages", `${name}.js`)),
    outdir: SITE,
    bundle: true,
    minify: true,
    format: "esm",
    target: "chrome120",
    legalComments: "none",
    loader: { ".eot": "file", ".ttf": "file", ".woff": "file", ".woff2": "file", ".svg": "file", ".png": "file", ".gif": "file" },
    logLevel: "error",
  });
  await cp(TIMELINEJS, join(SITE, "timeline.js"));
  const page = await readFile(join(HERE, "pages", "page.html"), "utf8");
  const sized = page.replaceAll("WIDTH", BOX.width).replaceAll("HEIGHT", BOX.height);
  const built = new Set(await readdir(SITE));
  for (const name of PEERS) {
    const needless = [built.has(`${name}.css`) ? null : /.*NAME\.css.*\n/, name === "timelinejs" ? null : /.*LIBRARY\.js.*\n/];
    const fitting = needless.filter(Boolean).reduce((text, line) => text.replace(line, ""), sized);
    await writeFile(join(SITE, `${name}.html`), fitting.replaceAll("NAME", name).replace("LIBRARY", "timeline"));
  }
}

/** Writes the incident of that many events; its address on the server, and its bytes. */
export async function incident(count) {
  const file = join(SITE, "data", `${count}.json`);
  await writeFile(file, generate(count, SEED));
  return { address: `/data/${count}.json`, bytes: (await stat(file)).size };
}

/**
 * Serves the folder on a free port. `sent` holds, by path, what went out since it was last cleared: the bytes of the
 * body as compressed with brotli (quality 11), and what gzip (level 9) would have made of it. Incidents go out as they
 * are, and are not counted.
 */
export async function serve() {
  const sent = new Map();
  const compressed = new Map();

  async function smallest(path, file) {
    if (!compressed.has(path)) {
      const raw = await readFile(file);
      const brotli = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
      compressed.set(path, { brotli, gzip: gzipSync(raw, { level: 9 }).length, raw: raw.length });
    }
    return compressed.get(path);
  }

  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const path = normalize(asked.endsWith("/") ? `${asked}index.html` : asked);
    const file = join(SITE, path);
    try {
      const { size } = await stat(file);
      const headers = { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Cache-Control": "no-store" };
      if (path.startsWith("/data/")) {
        response.writeHead(200, { ...headers, "Content-Length": size });
        createReadStream(file).pipe(response);
        return;
      }
      const small = await smallest(path, file);
      if (!/\bbr\b/.test(request.headers["accept-encoding"] ?? "")) throw new Error("the browser takes no brotli");
      sent.set(path, { brotli: small.brotli.length, gzip: small.gzip, raw: small.raw });
      response.writeHead(200, { ...headers, "Content-Encoding": "br", "Content-Length": small.brotli.length });
      response.end(small.brotli);
    } catch (error) {
      response.writeHead(error.code === "ENOENT" ? 404 : 500);
      response.end(String(error.message));
    }
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address();
  return { origin: `http://localhost:${port}`, sent, close: () => server.close() };
}
