// Loads the WebAssembly module, shows how much of it has arrived, and explains failures to start and crashes.
// A separate file because the site's Content-Security-Policy refuses inline scripts.

const root = document.documentElement;
const stamp = new URL(import.meta.url).search;
/** The size of the module in bytes; 0 in a debug build, where tools/finish.mjs does not write it. */
const total = Number(document.querySelector("script[data-bytes]")?.dataset.bytes) || 0;

/** Creates an element. Strings among the children become text nodes. */
function element(name, className, ...children) {
  const created = document.createElement(name);
  if (className) created.className = className;
  created.append(...children);
  return created;
}

/** Replaces the page by an error message and a reload button. Later errors are consequences of the first and are ignored. */
function showError(state, title, explanation, detail) {
  if (root.dataset.state === "failed" || root.dataset.state === "crashed") return;
  root.dataset.state = state;
  const reload = element("button", "boot-reload", "Reload the page");
  reload.type = "button";
  reload.addEventListener("click", () => location.reload());
  const alert = element("div", "", element("h1", "boot-title", title), element("p", "", explanation));
  alert.setAttribute("role", "alert");
  // The app writes the name of the open file to <html data-file>.
  const { file } = root.dataset;
  if (file) alert.append(element("p", "", "The open file was ", element("strong", "", file), "; it has not been changed."));
  if (detail) alert.append(element("pre", "boot-detail", detail));
  alert.append(reload);
  document.body.replaceChildren(element("main", "boot", alert));
  document.title = `${title} · Faultline`;
}

/** Shows the crash page. The app's panic hook calls this with the panic's message. */
window.faultlineCrashed = (message) =>
  showError(
    "crashed",
    "Faultline has stopped",
    "This is a fault in Faultline, not in your file. Nothing was sent anywhere. Reload to start again.",
    String(message ?? ""),
  );

// Traps without a panic: out of memory, stack overflow.
const isTrap = (error) => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
addEventListener("error", (event) => isTrap(event.error) && faultlineCrashed(event.message));
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && faultlineCrashed(event.reason.message));

/** An error whose message is written for the reader. */
class StartError extends Error {}

/** One message: some browsers do not say whether a connection was never there or broke. */
const CUT_OFF =
  "Part of the page could not be fetched or was cut off on the way: no connection, or something blocked it. Check the connection and reload.";

/** Why the module did not come whole. The browser itself may fail with another error then, or with none. */
let cutOff;

/** Fetches the module, counting its bytes on the page. */
async function fetchModule(address) {
  let response;
  try {
    response = await fetch(address);
  } catch {
    throw new StartError(CUT_OFF);
  }
  if (!response.ok) {
    const name = address.pathname.split("/").pop();
    throw new StartError(`Part of the page is missing on the server (${name}, status ${response.status}). Reload in a minute; if it stays, tell whoever runs this site.`);
  }
  if (!response.body) return response;
  const line = document.getElementById("boot-line");
  const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
  let read = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      read += chunk.byteLength;
      if (line) line.textContent = `Loading Faultline… ${kB(read)}${total ? ` of ${kB(total)}` : ""}`;
      controller.enqueue(chunk);
    },
    flush() {
      if (read < total) throw (cutOff = new StartError(CUT_OFF));
    },
  });
  // With this type the browser compiles while it downloads, even if the host sends another one.
  return new Response(response.body.pipeThrough(count), { headers: { "Content-Type": "application/wasm" } });
}

/** Explains to the reader why the start failed. */
function explain(error) {
  const text = String(error?.message ?? error);
  if (error instanceof StartError) return text;
  if (/content security policy|unsafe-eval|blocked by csp/i.test(text)) {
    return "The security policy of this site forbids WebAssembly. Whoever runs it has to add 'wasm-unsafe-eval' to script-src.";
  }
  if (error instanceof TypeError) {
    return CUT_OFF;
  }
  return "This browser could not run the module. Faultline needs a browser of mid-2024 or later: a current Firefox, Chrome, Edge or Safari.";
}

let readers;

/**
 * Fetches the module that reads other tools' formats and documents, once; the app calls this when a file needs it. A fetch
 * that fails is tried again by the next file.
 */
window.faultlineReaders = () => {
  const fetchReaders = async () => {
    const module = await import(`./faultline-readers.js${stamp}`);
    await module.default({ module_or_path: new URL(`faultline-readers_bg.wasm${stamp}`, import.meta.url) });
    return module;
  };
  readers ??= fetchReaders().catch((error) => {
    readers = undefined;
    throw error;
  });
  return readers;
};

async function start() {
  if (typeof WebAssembly !== "object") {
    throw new StartError("WebAssembly is missing or switched off in this browser. Switch it on, or open this page in another one.");
  }
  const module = fetchModule(new URL(`faultline-app_bg.wasm${stamp}`, import.meta.url));
  // If the import fails first, a failed fetch must not be reported as an unhandled rejection as well.
  module.catch(() => {});
  const { default: init } = await import(`./faultline-app.js${stamp}`);
  // The first use of time zones takes a slow phone a tenth of a second. The app needs them at once; here they cost no time, as
  // the module is still on its way.
  new Intl.DateTimeFormat();
  await init({ module_or_path: await module });
  document.getElementById("boot")?.remove();
}

start().catch((reason) => {
  const error = cutOff ?? reason;
  if (isTrap(error)) return faultlineCrashed(error.message);
  showError("failed", "Faultline could not start", explain(error), error instanceof StartError ? "" : String(error));
});
