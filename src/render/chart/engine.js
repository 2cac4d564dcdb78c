"use strict";
// A browser's odds and ends that ECharts looks for. Nothing is animated, so no timer ever has to fire.
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};
globalThis.console = { log() {}, warn() {}, error() {} };

// Labels come ready-made by position, so that no text is left to floating-point formatting.
globalThis.candourDraw = (text) => {
  const job = JSON.parse(text);
  const { option, low, step, ticks, names, upright } = job;
  const [categories, values] = upright ? [option.xAxis, option.yAxis] : [option.yAxis, option.xAxis];
  categories.axisLabel.formatter = (_, index) => names[index] ?? "";
  values.axisLabel.formatter = (value) => ticks[Math.round((value - low) / step)] ?? "";
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: job.width, height: job.height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
};
