// ECharts as its own profile (gantt) example draws it: a custom series on a time axis, a row a kind, with data zoom and
// weak filtering. Only the parts it needs are built in, as its handbook advises. No animation: it would only be more work.
import { CustomChart } from "echarts/charts";
import { DataZoomComponent, GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([CustomChart, DataZoomComponent, GridComponent, TooltipComponent, CanvasRenderer]);

const HEIGHT = 12;
const box = document.getElementById("box");
let chart;
let [start, end] = [0, 100];

const finished = (act) =>
  new Promise((resolve) => {
    const drawn = () => {
      chart.off("finished", drawn);
      resolve();
    };
    chart.on("finished", drawn);
    act();
  });

const show = (from, to) => {
  [start, end] = [from, to];
  return finished(() => chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, start, end }));
};

/** A bar for what lasts, a lozenge for a moment. */
function renderItem(params, api) {
  const [x, y] = api.coord([api.value(1), api.value(0)]);
  const style = { fill: api.visual("color") };
  const width = api.coord([api.value(2), api.value(0)])[0] - x;
  if (width > 0) {
    const bar = { x, y: y - HEIGHT / 2, width: Math.max(width, 1), height: HEIGHT };
    const { x: left, y: top, width: wide, height: high } = params.coordSys;
    const shape = echarts.graphic.clipRectByRect(bar, { x: left, y: top, width: wide, height: high });
    return shape && { type: "rect", shape, style, transition: [] };
  }
  const half = HEIGHT / 2;
  const points = [[x - half, y], [x, y - half], [x + half, y], [x, y + half]];
  return { type: "polygon", shape: { points }, style, transition: [] };
}

window.bench = {
  element: () => box,

  convert(incident) {
    const kinds = [...new Set(incident.timeline.map((event) => event.kind))];
    const row = new Map(kinds.map((kind, index) => [kind, index]));
    const data = incident.timeline.map((event) => {
      const at = Date.parse(event.at);
      return { name: event.title, value: [row.get(event.kind), at, event.until ? Date.parse(event.until) : at] };
    });
    return { kinds, data };
  },

  render({ kinds, data }) {
    chart = echarts.init(box);
    return finished(() =>
      chart.setOption({
        animation: false,
        tooltip: {},
        dataZoom: [{ type: "inside", filterMode: "weakFilter" }, { type: "slider", filterMode: "weakFilter" }],
        grid: { left: 110 },
        xAxis: { type: "time", scale: true },
        yAxis: { data: kinds },
        series: [{ type: "custom", renderItem, encode: { x: [1, 2], y: 0 }, data, clip: true }],
      }),
    );
  },

  pan(px) {
    const by = ((end - start) * px) / box.clientWidth;
    return show(start + by, end + by);
  },

  zoom(factor) {
    const [middle, half] = [(start + end) / 2, (end - start) / 2 / factor];
    return show(middle - half, middle + half);
  },
};
window.harness.run();
