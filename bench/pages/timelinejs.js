// TimelineJS3 as its documentation shows it: a slide an event, one group a kind. No web fonts and no analytics, and its
// animations, a second long by default, cut to a millisecond, so that waiting is not counted against it.
import "@knight-lab/timelinejs/dist/css/timeline.css";

const box = document.getElementById("box");
let timeline;
let [level, slide] = [0, 0];

const date = (iso) => {
  const at = new Date(iso);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
};

window.bench = {
  element: () => box,

  convert: (incident) => ({
    title: { text: { headline: incident.title } },
    events: incident.timeline.map((event) => ({
      start_date: date(event.at),
      ...(event.until && { end_date: date(event.until) }),
      text: { headline: event.title },
      group: event.kind,
    })),
  }),

  render: (data) =>
    new Promise((resolve, reject) => {
      timeline = new window.TL.Timeline(box, data, { font: null, duration: 1 });
      level = timeline.options.zoom_sequence.indexOf(timeline.options.scale_factor);
      timeline.on("ready", resolve);
      setTimeout(() => timeline.config?.getErrors?.().length && reject(new Error(timeline.config.getErrors()[0])), 5000);
    }),

  /** It has no panning by pixels: a step is the next slide, which moves its axis along; 32 forth, then back. */
  pan: () =>
    window.harness.changed(box, () => {
      if (slide % 64 < 32) timeline.goToNext();
      else timeline.goToPrev();
      slide += 1;
    }, 2),

  /** It has eleven fixed levels. */
  zoom: (factor) =>
    window.harness.changed(box, () => {
      level += factor > 1 ? 1 : -1;
      timeline.setZoom(level);
    }, 2),
};
window.harness.run();
