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

  // Asked each time: what runs before the document has begun sees another root than its own.
  const html = () => document.documentElement.dataset;
  const watch = new MutationObserver(async () => {
    const shows = html().shown !== undefined && timeline()?.childElementCount > 0;
    if (!shows && html().state === "loading") return;
    watch.disconnect();
    if (!shows) {
      const words = document.querySelector("#notice, [role=alert]")?.innerText.trim().replaceAll(/\s+/g, " ");
      window.harness.settle.reject(new Error(words || `the page is ${html().state} and shows no timeline`));
      return;
    }
    const to = await window.harness.lastPaint(timeline());
    // What the picture does not need may still be on its way, and hands are part of it.
    while (html().state === "loading") await window.harness.frame();
    window.harness.settle.resolve({ render: to - bytesAt(), total: to });
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state", "data-shown"] });
})();
