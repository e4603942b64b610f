// vis-timeline as its documentation shows it: a DataSet, one group a kind, items stacked, boxes for moments and ranges for
// what has an end, as high as its content; with the window it begins with. Two more ways, because they matter:
// `?fit` gives no window: it then draws today first, and moves to the data at its next look at its own size, within a
// second, which is nevertheless the quicker way at some sizes;
// `?tuned` is what it offers against many items: a height of its own, so that groups out of sight are left out, and clusters.
import { DataSet } from "vis-data";
import { Timeline } from "vis-timeline/esnext";
import "vis-timeline/styles/vis-timeline-graph2d.min.css";

const box = document.getElementById("box");
const asked = new URLSearchParams(location.search);
const [fit, tuned] = [asked.has("fit"), asked.has("tuned")];
let timeline;

/** Sets the window, and waits for the redraw that follows. */
const show = (start, end) =>
  new Promise((resolve) => {
    const drawn = () => {
      timeline.off("changed", drawn);
      resolve();
    };
    timeline.on("changed", drawn);
    timeline.setWindow(start, end, { animation: false });
  });

const range = () => {
  const { start, end } = timeline.getWindow();
  return [start.valueOf(), end.valueOf()];
};

window.bench = {
  element: () => box,

  convert(incident) {
    const kinds = [...new Set(incident.timeline.map((event) => event.kind))];
    const items = incident.timeline.map((event, id) => ({
      id,
      group: event.kind,
      content: event.title,
      start: new Date(event.at),
      ...(event.until && { end: new Date(event.until) }),
    }));
    const last = items.reduce((latest, { start, end }) => Math.max(latest, end ?? start), 0);
    const first = items.reduce((earliest, { start }) => Math.min(earliest, start), last);
    return { items, groups: kinds.map((id) => ({ id, content: id })), start: first, end: last };
  },

  render: ({ items, groups, start, end }) =>
    new Promise((resolve) => {
      // Without a window, the redraw that shows the data comes with its watch of its own size, once a second.
      const complete = () => (fit ? timeline.on("changed", resolve) : resolve());
      // No line for the present: a postmortem has none, and its ticking would pass for drawing.
      const options = { showCurrentTime: false, onInitialDrawComplete: complete, ...(!fit && { start, end }) };
      if (tuned) Object.assign(options, { height: box.clientHeight, cluster: {} });
      timeline = new Timeline(box, new DataSet(items), new DataSet(groups), options);
    }),

  pan(px) {
    const [start, end] = range();
    const by = ((end - start) * px) / box.clientWidth;
    return show(start + by, end + by);
  },

  zoom(factor) {
    const [start, end] = range();
    const [middle, half] = [(start + end) / 2, (end - start) / 2 / factor];
    return show(middle - half, middle + half);
  },
};
window.harness.run();
