// A headless Chromium to measure in, driven over its debugging pipe, and a small web server that sends the headers of
// Trunk.toml.

import { execFileSync, spawn } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml",
};

/** What Trunk.toml has a host send. */
function promisedHeaders() {
  const text = readFileSync(new URL("../Trunk.toml", import.meta.url), "utf8");
  const section = text.split("[serve.headers]")[1] ?? "";
  return Object.fromEntries([...section.matchAll(/^([\w-]+) = "(.*)"$/gm)].map(([, name, value]) => [name, value]));
}

/**
 * Serves folders and texts on a free port of 127.0.0.1.
 * @param {Record<string, string>} folders folders by the path they are served under: `{ "/": "dist" }`
 * @param {Map<string, string | Uint8Array>} [texts] answers by path, looked at first; may be added to later
 * @param {boolean} [brotli] whether files are sent compressed
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serve(folders, texts = new Map(), brotli = false) {
  const headers = promisedHeaders();
  const compressed = new Map();
  const compress = (file) => {
    if (!compressed.has(file)) {
      const raw = readFileSync(file);
      compressed.set(file, brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }));
    }
    return compressed.get(file);
  };
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const head = (length) => ({ ...headers, "Content-Type": TYPES[extname(path)] ?? "text/html; charset=utf-8", "Content-Length": length });
    const text = texts.get(path);
    if (text !== undefined) {
      const body = typeof text === "string" ? Buffer.from(text) : text;
      response.writeHead(200, head(body.length)).end(body);
      return;
    }
    for (const [under, folder] of Object.entries(folders)) {
      const rest = path.startsWith(under) ? path.slice(under.length) : null;
      const file = rest === null ? "" : join(folder, rest.endsWith("/") || rest === "" ? `${rest}index.html` : rest);
      if (file && existsSync(file) && statSync(file).isFile()) {
        if (brotli) {
          const body = compress(file);
          response.writeHead(200, { ...head(body.length), "Content-Encoding": "br", "Content-Type": TYPES[extname(file)] }).end(body);
          return;
        }
        response.writeHead(200, head(statSync(file).size));
        createReadStream(file).pipe(response);
        return;
      }
    }
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.closeAllConnections() ?? server.close() };
}

/** A time that ran out. */
export class TooLate extends Error {}

/** Rejects with `TooLate` when the promise takes longer. */
export function within(promise, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`nothing in ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Chromium or Chrome: `$CHROME`, else the first on PATH. */
function executable() {
  for (const name of [process.env.CHROME, "chromium", "google-chrome", "chromium-browser"]) {
    if (!name) continue;
    try {
      return execFileSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error("No Chromium on PATH. Install one, or name it in CHROME.");
}

/** RssAnon of a process in bytes: memory that is its own and in use. `null` where there is no /proc. */
function ownMemory(pid) {
  try {
    const found = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return found && Number(found[1]) * 1024;
  } catch {
    return null;
  }
}

/** Browsers that run: none of them outlives this process. */
const RUNNING = new Set();
process.on("exit", () => RUNNING.forEach((child) => child.kill("SIGKILL")));

/** Starts a browser of its own, with a new profile. */
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), "faultline-bench-"));
  const child = spawn(
    executable(),
    ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--enable-precise-memory-info",
      "--disable-features=SpareRendererForSitePerProcess", `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  RUNNING.add(child);
  const [, , , into, from] = child.stdio;
  const [waiting, listeners] = [new Map(), new Set()];
  let [last, rest] = [0, []];
  from.on("data", (data) => {
    // Messages end with a zero byte.
    for (let start = 0; ; ) {
      const end = data.indexOf(0, start);
      if (end < 0) {
        rest.push(data.subarray(start));
        return;
      }
      const message = JSON.parse(Buffer.concat([...rest, data.subarray(start, end)]).toString());
      rest = [];
      start = end + 1;
      const wait = waiting.get(message.id);
      if (!wait) for (const listener of listeners) listener(message);
      waiting.delete(message.id);
      if (message.error) wait?.reject(new Error(message.error.message));
      else wait?.resolve(message.result);
    }
  });
  into.on("error", () => {});
  child.on("exit", () => {
    RUNNING.delete(child);
    waiting.forEach((wait) => wait.reject(new Error("the browser has ended")));
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      into.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });

  /**
   * A new page.
   * @param {{ width?: number, height?: number }} [size]
   */
  async function page({ width = 1280, height = 900 } = {}) {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const command = (method, params) => send(method, params, sessionId);
    await command("Page.enable");
    await command("Runtime.enable");
    await command("Performance.enable");
    /** Waits for an event of this page. */
    const event = (method, fits = () => true) =>
      new Promise((resolve) => {
        const listener = (message) => {
          if (message.sessionId !== sessionId || message.method !== method || !fits(message.params)) return;
          listeners.delete(listener);
          resolve(message.params);
        };
        listeners.add(listener);
      });
    const crashed = event("Inspector.targetCrashed").then(() => Promise.reject(new Error("the page crashed")));
    crashed.catch(() => {});
    await command("Inspector.enable");
    const counters = async () => {
      const { metrics } = await command("Performance.getMetrics");
      return (name) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    };
    await command("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    /** Runs an expression in the page, waits for its promise, and gives its value. */
    const evaluate = async (expression) => {
      const options = { expression, awaitPromise: true, returnByValue: true };
      const asked = command("Runtime.evaluate", options);
      asked.catch(() => {});
      const { result, exceptionDetails } = await Promise.race([asked, crashed]);
      if (exceptionDetails) throw new Error((exceptionDetails.exception?.description ?? exceptionDetails.text).split("\n")[0]);
      return result.value;
    };
    return {
      command,
      evaluate,
      /** Runs a script in each document before any of its own. */
      before: (source) => command("Page.addScriptToEvaluateOnNewDocument", { source }),
      /** Goes to an address; waits until its document has begun. */
      go: (url) => command("Page.navigate", { url }),
      /** Goes to an address; waits for the document's load event and not more. */
      open: async (url) => {
        const loaded = event("Page.loadEventFired");
        await command("Page.navigate", { url });
        await loaded;
      },
      /** Waits until the page has written a line to its console. */
      said: (line) => event("Runtime.consoleAPICalled", ({ args }) => args[0]?.value === line),
      /** What the main thread has spent so far, in ms: running script, on style, on layout, and on all tasks together. */
      spent: async () => {
        const of = await counters();
        const [script, style, layout, task] = ["Script", "RecalcStyle", "Layout", "Task"].map((name) => 1000 * of(`${name}Duration`));
        return { script, style, layout, task };
      },
      /** Bytes in use after collecting garbage: of the page's process, and of its JavaScript heap. */
      memory: async () => {
        await command("HeapProfiler.collectGarbage");
        await command("HeapProfiler.collectGarbage");
        const { processInfo } = await send("SystemInfo.getProcessInfo");
        const renderers = processInfo.filter((one) => one.type === "renderer").map((one) => ownMemory(one.id));
        const of = await counters();
        return { process: renderers.includes(null) ? null : Math.max(...renderers), heap: of("JSHeapUsedSize") };
      },
      /** Waits until an expression is true, asking twenty times a second; `false` when it never was. */
      until: async (expression, limitMs = 120_000) => {
        for (const end = Date.now() + limitMs; Date.now() < end; ) {
          if (await evaluate(`Boolean(${expression})`)) return true;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return false;
      },
      close: () => send("Target.closeTarget", { targetId }),
    };
  }

  return {
    page,
    version: async () => (await send("Browser.getVersion")).product.replace(/^.*\//, ""),
    /** Ends it, even when a page hangs. */
    close: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      send("Browser.close").catch(() => child.kill());
      await within(ended, 10_000).catch(() => child.kill("SIGKILL"));
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
