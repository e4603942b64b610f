// Hands for Faultline's own page, which is served as it was built: real wheel events on the timeline. Must never reach
// into the module.

(() => {
  const timeline = () => document.getElementById("timeline");

  /** A turn of the wheel over the middle of the timeline. */
  const turn = (keys, deltaY) => {
    const box = timeline().getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    const event = new WheelEvent("wheel", { bubbles: true, cancelable: true, deltaY, ...at, ...keys });
    return window.harness.changed(timeline(), () => timeline().dispatchEvent(event), 0);
  };

  window.bench = {
    element: timeline,
    pan: (px) => turn({ shiftKey: true }, px),
    /** By notches of the wheel, so that the factor is Faultline's own. */
    zoom: (factor) => turn({ ctrlKey: true }, factor > 1 ? -100 : 100),
  };

  // The clock starts as soon as all bytes are there or the reading begins, whichever is earlier.
  const bytesAt = () => {
    const measures = performance.getEntriesByType("measure").filter((entry) => entry.name.startsWith("faultline:"));
    const moments = measures.map((entry) => entry.startTime + (entry.name === "faultline:fetch" ? entry.duration : 0));
    return Math.min(...moments);
  };

  const watch = new MutationObserver(async () => {
    const { state, shown } = document.documentElement.dataset;
    if (state === "loading") return;
    watch.disconnect();
    const shows = timeline();
    const to = shows ? await window.harness.lastPaint(shows) : performance.now();
    const failed = state !== "ready" || shown === undefined || !timeline()?.childElementCount;
    if (failed) {
      const words = document.querySelector("#notice, [role=alert]")?.innerText.trim().replaceAll(/\s+/g, " ");
      window.harness.settle.reject(new Error(words || `the page is ${state} and shows no timeline`));
    } else {
      window.harness.settle.resolve({ render: to - bytesAt(), total: to });
    }
  });
  watch.observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
})();
