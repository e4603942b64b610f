// Starts the viewer: fetches the module, says how far it is, and says plainly when it cannot go on.
//
// A file of its own, because the site's policy refuses inline scripts. It must not contain anything about incidents.

const root = document.documentElement;
const script = document.querySelector("script[data-bytes]");
const stamp = new URL(import.meta.url).search;
const total = Number(script?.dataset.bytes) || 0;

/** Builds an element; text is always text. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Replaces the whole page by a message with a way on. The first message stays: what follows it is its consequence. */
function stop(state, title, what, detail) {
  if (root.dataset.state === "failed" || root.dataset.state === "crashed") return;
  const file = root.dataset.file;
  root.dataset.state = state;
  const reload = element("button", "boot-reload", "Reload the page");
  reload.type = "button";
  reload.addEventListener("click", () => location.reload());
  const box = element("div", "", element("h1", "boot-title", title), element("p", "", what));
  box.setAttribute("role", "alert");
  if (file) box.append(element("p", "", "The open file was ", element("strong", "", file), "; it has not been changed."));
  if (detail) box.append(element("pre", "boot-detail", detail));
  box.append(reload);
  document.body.replaceChildren(element("main", "boot", box));
  document.title = `${title} · Faultline`;
}

/** What the panic hook calls, and what an uncaught trap leads to. The viewer names the open file on `<html data-file>`. */
function crashed(message) {
  stop(
    "crashed",
    "Faultline has stopped",
    "This is a fault in Faultline, not in your file. Nothing was sent anywhere. Reload to start again.",
    String(message ?? ""),
  );
}
window.faultlineCrashed = crashed;

// A trap outside of a panic (out of memory, a stack too deep) reaches nobody else.
const isTrap = (error) => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
addEventListener("error", (event) => isTrap(event.error) && crashed(event.message));
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && crashed(event.reason.message));

/** An error whose message is meant for the reader. */
class CannotStart extends Error {}

/** Fetches the module's bytes and counts them on the way. */
async function fetchModule(address) {
  const line = document.getElementById("boot-line");
  let response;
  try {
    response = await fetch(address);
  } catch {
    throw new CannotStart("Part of the page could not be fetched: no connection, or something blocked it. Check the connection and reload.");
  }
  if (!response.ok) {
    throw new CannotStart(`Part of the page is missing on the server (faultline_bg.wasm, status ${response.status}). Reload in a minute; if it stays, tell whoever runs this site.`);
  }
  if (!response.body) return response;
  let read = 0;
  const count = new TransformStream({
    transform(chunk, out) {
      read += chunk.byteLength;
      const kilobytes = `${Math.round(read / 1000)} kB`;
      if (line) line.textContent = `Loading Faultline… ${total ? `${kilobytes} of ${Math.round(total / 1000)} kB` : kilobytes}`;
      out.enqueue(chunk);
    },
  });
  // Named here, so that a host with a wrong type for .wasm still gets streaming compilation, silently.
  return new Response(response.body.pipeThrough(count), { headers: { "Content-Type": "application/wasm" } });
}

/** Why a start failed, for the reader. */
function reason(error) {
  const text = String(error?.message ?? error);
  if (error instanceof CannotStart) return text;
  if (/content security policy|unsafe-eval|blocked by csp/i.test(text)) {
    return "The security policy of this site forbids WebAssembly. Whoever runs it has to add 'wasm-unsafe-eval' to script-src.";
  }
  if (error instanceof TypeError) {
    return "Part of the page could not be fetched or was cut off on the way. Check the connection and reload.";
  }
  return "This browser could not run the module. Faultline needs a browser of 2022 or later: current Firefox, Chrome, Edge or Safari.";
}

/** The exports of the running module, once it runs. */
let running;
/** The second part of the module: under way or here; nothing before it is asked for. */
let second;
/** The looks of what it draws: the same. */
let looks;

/** Puts the second style sheet on the page, once, and waits until it is there. Fails with 0. */
function fetchLooks() {
  const link = element("link");
  link.rel = "stylesheet";
  link.href = new URL(`faultline_more.css${stamp}`, import.meta.url);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      looks = undefined;
      link.remove();
      reject(0);
    };
    document.head.append(link);
  });
}

/**
 * Fetches the second part of the module, once, and puts its functions into the table; a module that was not divided has
 * none. Fails with the status of the server's answer, or with 0 where none came, and can then be asked for again.
 */
async function fetchMore() {
  const key = script?.dataset.more;
  let response;
  try {
    const sheet = (looks ??= fetchLooks());
    sheet.catch(() => {});
    if (!key) return await sheet;
    response = await fetch(new URL(`faultline_more.wasm${stamp}`, import.meta.url));
    if (!response.ok) throw response.status;
    const first = await running;
    // Nothing is drawn that would have no looks.
    await sheet;
    // The key is what tells a part of another version apart, which a host may serve once the site was replaced.
    await WebAssembly.instantiate(await response.arrayBuffer(), { first, [key]: first });
  } catch (error) {
    second = undefined;
    // The page says that nothing comes of these.
    held.length = 0;
    if (response?.ok && error !== 0) console.error(error);
    throw typeof error === "number" ? error : 0;
  }
}
window.faultlineMore = () => (second ??= fetchMore());

/** What is pressed and written before the second part listens: held, and done once more when it does. */
const held = [];
const KINDS = ["click", "keydown", "input", "change", "dragover"];
/** Asks for the second part. */
let wanted = () => {};
function hold(event) {
  if (event.type === "click") {
    if (!event.target.closest?.("[data-press]")) return;
    // A menu would open, and close again with the second press.
    event.preventDefault();
  }
  // A file is still on its way over the page: what it is dropped on listens by then.
  if (event.type === "dragover") event.preventDefault();
  else held.push(event);
  wanted();
}
for (const kind of KINDS) addEventListener(kind, hold, true);
window.faultlineHold = (want) => (wanted = want);
window.faultlineLetGo = () => {
  for (const kind of KINDS) removeEventListener(kind, hold, true);
  setTimeout(() => {
    for (const event of held.splice(0)) if (event.target.isConnected) event.target.dispatchEvent(new event.constructor(event.type, event));
  });
};

async function start() {
  if (typeof WebAssembly !== "object") {
    throw new CannotStart("WebAssembly is missing or switched off in this browser. Switch it on, or open this page in another one.");
  }
  const module = fetchModule(new URL(`faultline_bg.wasm${stamp}`, import.meta.url));
  // Both run at once; whichever fails first is reported, and the other one must not complain into the console.
  module.catch(() => {});
  const glue = await import(`./faultline.js${stamp}`);
  running = glue.default({ module_or_path: await module });
  await running;
  document.getElementById("boot")?.remove();
}

start().catch((error) => {
  if (isTrap(error)) return crashed(error.message);
  stop("failed", "Faultline could not start", reason(error), error instanceof CannotStart ? "" : String(error));
});
