// A headless Chromium to measure in, driven over its debugging pipe, and a small web server with the headers that
// Trunk.toml promises. Nothing here knows what is measured.

import { spawn } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

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
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serve(folders, texts = new Map()) {
  const headers = promisedHeaders();
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

/**
 * Starts a browser of its own, with a new profile.
 * @param {string[]} [options] more options of Chromium
 */
export async function launch(options = []) {
  const profile = mkdtempSync(join(tmpdir(), "faultline-bench-"));
  const chromium = process.env.CHROMIUM ?? "chromium";
  const child = spawn(
    chromium,
    ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--enable-precise-memory-info",
      `--user-data-dir=${profile}`, "--remote-debugging-pipe", ...options, "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
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
  child.on("exit", () => waiting.forEach((wait) => wait.reject(new Error("the browser has ended"))));
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
    await command("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    /** Runs an expression in the page, waits for its promise, and gives its value. */
    const evaluate = async (expression) => {
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await command("Runtime.evaluate", options);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    return {
      command,
      evaluate,
      /** Runs a script in each document before any of its own. */
      before: (source) => command("Page.addScriptToEvaluateOnNewDocument", { source }),
      /** Goes to an address; waits for the document's load event and not more. */
      open: async (url) => {
        const loaded = new Promise((resolve) => {
          const listener = (message) => {
            if (message.sessionId !== sessionId || message.method !== "Page.loadEventFired") return;
            listeners.delete(listener);
            resolve();
          };
          listeners.add(listener);
        });
        await command("Page.navigate", { url });
        await loaded;
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
    version: async () => (await send("Browser.getVersion")).product,
    close: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await send("Browser.close").catch(() => child.kill());
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
