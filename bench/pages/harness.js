// Runs inside every page, before its own scripts, and is the same for all of them: waits for painted frames, times the
// first render and single steps.
//
// The page puts `window.bench` there: { convert?(incident), render(data), pan(px), zoom(factor), element() }. Each of
// render, pan and zoom returns a promise that settles once everything asked for stands in the document or on the canvas.

(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** Settles when what was drawn before the call has been painted: the frame after the next one has begun. */
  const painted = async () => {
    await frame();
    await frame();
  };

  /** No change in so many frames, one after the other: the picture stands. Frames, because a busy page has none. */
  const STILL_FRAMES = 24;

  /**
   * When the last change of an element was painted, once nothing has changed for a while; now, if nothing changes at
   * all. A library's own "done" is not enough: vis-timeline calls before it has moved to where the data is.
   */
  async function lastPaint(element) {
    let dirty = false;
    const observer = new MutationObserver((records) => {
      // Writing what stands there already is no change.
      dirty ||= records.some(({ attributeName, oldValue, target }) => !attributeName || target.getAttribute(attributeName) !== oldValue);
    });
    observer.observe(element, { subtree: true, childList: true, attributes: true, attributeOldValue: true, characterData: true });
    await painted();
    let last = performance.now();
    for (let still = 0; still < STILL_FRAMES; still += 1) {
      await frame();
      if (!dirty) continue;
      [dirty, still] = [false, 0];
      await painted();
      last = performance.now();
    }
    observer.disconnect();
    return last;
  }

  let settle;
  /** The first render: `{ render, total }` in ms, `total` from the navigation. Rejected when the page says it failed. */
  const done = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  done.catch(() => {});

  window.harness = {
    frame,
    painted,
    lastPaint,
    done,
    settle,

    /** Fetches, parses and converts the data, which is not timed; then times the first render. For the peers' pages. */
    async run() {
      try {
        const address = new URLSearchParams(location.search).get("data");
        let text = await (await fetch(address)).text();
        let incident = JSON.parse(text);
        text = null;
        let data = window.bench.convert(incident);
        incident = null;
        await painted();
        console.debug("bench: data ready");
        // A task of its own, so that the line above has left before the page is busy.
        await new Promise((resolve) => setTimeout(resolve, 50));
        const from = performance.now();
        const rendering = window.bench.render(data);
        data = null;
        await rendering;
        const to = await lastPaint(window.bench.element());
        settle.resolve({ render: to - from, total: to });
      } catch (error) {
        settle.reject(error);
      }
    },

    /** One step, begun at the start of a frame. Returns the ms until it was painted. */
    async step(what, amount) {
      await frame();
      const from = performance.now();
      await window.bench[what](amount);
      await painted();
      return performance.now() - from;
    },

    /** Settles when the element has changed and then been left alone for so many frames. */
    async changed(element, act, still, patience = 3000) {
      let [seen, quiet] = [false, 0];
      const observer = new MutationObserver(() => {
        [seen, quiet] = [true, 0];
      });
      observer.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
      try {
        const from = performance.now();
        act();
        while (!seen || quiet < still) {
          await frame();
          if (seen) quiet += 1;
          if (!seen && performance.now() - from > patience) throw new Error("the step changed nothing");
        }
      } finally {
        observer.disconnect();
      }
    },

    /** How many elements there are below the timeline, and on the whole page. */
    nodes() {
      return {
        timeline: window.bench.element().querySelectorAll("*").length,
        page: document.querySelectorAll("*").length,
      };
    },
  };
})();
