// One case: one subject at one size. Rounds of first render, memory, elements and steps, each round in a new browser.
import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { launch, TooLate, within } from "./browser.mjs";
import { GIVE_UP_MS, LOADING_MS, NOTCH, PAN_PX, QUICK_MS, ROUNDS, STEPS, STEPS_MS, WINDOW } from "./config.mjs";

const PAGES = join(dirname(fileURLToPath(import.meta.url)), "pages");

/** A new browser with one page, in which these scripts run before any other. */
async function open(scripts) {
  const browser = await launch();
  const page = await browser.page(WINDOW);
  for (const name of scripts) await page.before(readFileSync(join(PAGES, name), "utf8"));
  return { ...page, ask: (expression, ms) => within(page.evaluate(expression), ms), version: browser.version, close: browser.close };
}

/** Four to one side, eight back, four to where it began, and so on: more would come to the end of the incident. */
const PANS = Array.from({ length: STEPS }, (_, index) => (index % 16 >= 4 && index % 16 < 12 ? -PAN_PX : PAN_PX));
/** Four notches in, four out. */
const ZOOMS = Array.from({ length: STEPS }, (_, index) => (index % 8 < 4 ? NOTCH : 1 / NOTCH));

/** The memory of an empty page, which every figure of memory is above. */
export async function blank(origin) {
  const browser = await open(["harness.js"]);
  try {
    await browser.open(`${origin}/blank.html`);
    // What the harness and asking for figures cost on a page that does nothing.
    await browser.ask(`window.bench = { pan: async () => {} }`, 1000);
    const idle = await steps(browser, "pan", PANS, () => {});
    return { version: await browser.version(), memory: await browser.memory(), idle: idle.taken };
  } finally {
    await browser.close();
  }
}

/** Steps one after the other; what each cost the main thread. Nothing falls between two steps. */
async function steps(browser, what, amounts, after) {
  const taken = [];
  const ends = Date.now() + STEPS_MS;
  let before = await browser.spent();
  for (const amount of amounts) {
    if (Date.now() > ends) break;
    const frames = await browser.ask(`harness.step("${what}", ${amount})`, GIVE_UP_MS);
    const now = await browser.spent();
    const cost = Object.fromEntries(Object.keys(now).map((key) => [key, now[key] - before[key]]));
    taken.push({ frames, work: cost.script + cost.style + cost.layout, ...cost });
    before = now;
  }
  await after();
  return { taken };
}

/** Turns the view by notches, as a preparation. */
async function turn(browser, notches) {
  const factor = notches > 0 ? NOTCH : 1 / NOTCH;
  for (let left = Math.abs(notches); left > 0; left -= 1) await browser.ask(`harness.step("zoom", ${factor})`, GIVE_UP_MS);
}

async function round(subject, origin, incident) {
  const browser = await open(["harness.js", ...(subject.dist ? ["faultline.js"] : [])]);
  const result = { nodes: [] };
  const count = async () => result.nodes.push(await browser.ask("harness.nodes()", GIVE_UP_MS));
  try {
    const address = new URL(subject.page, `${origin}/`);
    address.searchParams.set(subject.dist ? "src" : "data", incident.address);
    const dataReady = browser.said("bench: data ready");
    await browser.go(String(address));
    if (!subject.dist) await within(dataReady, LOADING_MS);
    Object.assign(result, await browser.ask("harness.done", GIVE_UP_MS));
    await count();
    result.memory = await browser.memory();
    // Half of the incident in the window for panning; for zooming, between three quarters and a fifth of it.
    try {
      await turn(browser, 2);
      result.pan = await steps(browser, "pan", PANS, count);
      await turn(browser, -1);
      result.zoom = await steps(browser, "zoom", ZOOMS, count);
    } catch (error) {
      result.broken = error.message;
    }
  } finally {
    await browser.close();
  }
  return result;
}

/**
 * All rounds of a case, by several subjects in turns.
 * @returns {Promise<Record<string, { rounds: object[], failure?: string, late?: boolean }>>} by the subject's key
 */
export async function measure(subjects, origin, incident, most = ROUNDS) {
  const found = Object.fromEntries(subjects.map(({ key }) => [key, { rounds: [] }]));
  const done = new Set();
  for (let turn = 0; turn < most; turn += 1) {
    for (const subject of subjects.filter(({ key }) => !done.has(key))) {
      const began = Date.now();
      try {
        found[subject.key].rounds.push(await round(subject, origin, incident));
      } catch (error) {
        Object.assign(found[subject.key], { failure: error.message, late: error instanceof TooLate });
        done.add(subject.key);
      }
      if (Date.now() - began > QUICK_MS) done.add(subject.key);
    }
  }
  return found;
}
