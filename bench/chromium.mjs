// One headless Chromium with one page, over the DevTools protocol: opened, asked, measured from outside, ended. Must
// never know what the page shows.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

import { WINDOW } from "./config.mjs";

/** A time that ran out. */
export class TooLate extends Error {}

/** Chromium or Chrome: `$CHROME`, else the first on PATH. */
export function executable() {
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

/** Rejects with `TooLate` when the promise takes longer. */
export function within(promise, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`nothing in ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
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

/** Opens a browser with an empty page in which these scripts run before any other. */
export async function open(scripts = []) {
  const browser = await chromium.launch({
    executablePath: executable(),
    args: ["--no-sandbox", "--enable-precise-memory-info", "--disable-features=SpareRendererForSitePerProcess"],
  });
  const page = await browser.newPage({ viewport: WINDOW, deviceScaleFactor: 1 });
  page.setDefaultTimeout(0);
  for (const path of scripts) await page.addInitScript({ path });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const whole = await browser.newBrowserCDPSession();
  const crashed = new Promise((_, reject) => page.on("crash", () => reject(new Error("the page crashed"))));
  crashed.catch(() => {});

  return {
    page,
    version: browser.version(),
    /** Ends it, even when the page hangs. */
    close: () => Promise.race([browser.close(), new Promise((resolve) => setTimeout(resolve, 10_000))]),

    /** Evaluates in the page, and waits for a promise. */
    async ask(expression, ms) {
      const asked = session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      asked.catch(() => {});
      const { result, exceptionDetails } = await within(Promise.race([asked, crashed]), ms);
      if (exceptionDetails) {
        throw new Error((exceptionDetails.exception?.description ?? exceptionDetails.text).split("\n")[0]);
      }
      return result.value;
    },

    /** What the main thread has spent so far, in ms: running script, on style, on layout, and on all tasks together. */
    async spent() {
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (name) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN);
      const [script, style, layout] = [of("ScriptDuration"), of("RecalcStyleDuration"), of("LayoutDuration")];
      return { script, style, layout, task: of("TaskDuration") };
    },

    /** Bytes in use after collecting garbage: of the page's process, of its JavaScript heap, of its wasm memories. */
    async memory() {
      await session.send("HeapProfiler.collectGarbage");
      await session.send("HeapProfiler.collectGarbage");
      const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
      const renderers = processInfo.filter((one) => one.type === "renderer").map((one) => ownMemory(one.id));
      const { metrics } = await session.send("Performance.getMetrics");
      const heap = metrics.find((metric) => metric.name === "JSHeapUsedSize")?.value ?? null;
      return { process: renderers.includes(null) ? null : Math.max(...renderers), heap };
    },
  };
}
