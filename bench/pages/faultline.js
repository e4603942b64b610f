// Drives Faultline's own page, which is served as it was built: real wheel events on the timeline.

(() => {
  /** What holds the picture of the timeline; the page may replace the picture itself. */
  const timeline = () => document.querySelector("svg.scene")?.parentElement;

  /** A turn of the wheel over the middle of the timeline. */
  const wheel = (keys, deltaY) => {
    const box = timeline().getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    const event = new WheelEvent("wheel", { bubbles: true, cancelable: true, deltaY, ...at, ...keys });
    return window.harness.changed(timeline(), () => timeline().firstElementChild.dispatchEvent(event), 0);
  };

  window.bench = {
    element: timeline,
    pan: (px) => wheel({ shiftKey: true }, px),
    /** By notches of the wheel, so that the factor is Faultline's own. */
    zoom: (factor) => wheel({ ctrlKey: true }, factor > 1 ? -100 : 100),
  };

  /** When the text of the file was in the page's memory. */
  const bytesAt = () => {
    const fetched = performance.getEntriesByName("faultline:fetch", "measure")[0];
    return fetched ? fetched.startTime + fetched.duration : Number.NaN;
  };

  // Asked each time: what runs before the document has begun sees another root than its own.
  const html = () => document.documentElement.dataset;
  const watch = new MutationObserver(async () => {
    const shows = timeline();
    if (!shows && html().state === "loading") return;
    watch.disconnect();
    if (!shows) {
      const words = document.querySelector("#notice, [role=alert]")?.innerText.trim().replaceAll(/\s+/g, " ");
      window.harness.settle.reject(new Error(words || `the page is ${html().state} and shows no timeline`));
      return;
    }
    const to = await window.harness.lastPaint(timeline());
    // What the picture does not need may still be loading; the steps need it.
    while (html().state === "loading") await window.harness.frame();
    window.harness.settle.resolve({ render: to - bytesAt(), total: to });
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] });
})();
