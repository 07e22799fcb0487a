import { fileURLToPath } from "node:url";
import { attainment, FEW, type Point, percent } from "../domain/measure.ts";

/** Twice what a phone shows, and lettering to match: it is read at a third of its size there. */
const WIDTH = 1200;
const HEIGHT = 700;
const INK = "#1f2933";
const GREY = "#6b7280";
const BLUE = "#1d5fa8";
const AMBER = "#b4690e";
/** A light card of its own, so that it reads the same where everything around it is dark. */
const PAPER = "#fbfaf7";

export const trendTitle = "Answers in time, by week";

/**
 * The share of answers in time by week, as a PNG: the weeks oldest first, the goal as a line. A week in which nothing was
 * due is a gap, not a nought; one with few answers shows their number. What draws it is loaded when it is first needed.
 */
export async function trendPicture(trend: readonly Point[], goal: number): Promise<Uint8Array> {
  const [{ Resvg }, svg] = await Promise.all([import("@resvg/resvg-js"), trendSvg(trend, goal)]);
  const font = (path: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${path}`));
  const fontFiles = [font("400Regular/Inter_400Regular.ttf"), font("700Bold/Inter_700Bold.ttf")];
  const picture = new Resvg(svg, { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter" } });
  return picture.render().asPng();
}

/** The same as SVG text; every point is labelled, so there is no axis to read it against. */
export async function trendSvg(trend: readonly Point[], goal: number): Promise<string> {
  const { init, use } = await import("echarts/core");
  const { LineChart } = await import("echarts/charts");
  const { GridComponent, MarkLineComponent, TitleComponent } = await import("echarts/components");
  const { SVGRenderer } = await import("echarts/renderers");
  use([LineChart, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption(optionOf(trend, goal));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function optionOf(trend: readonly Point[], goal: number) {
  const shares = trend.map((point) => attainment(point));
  const lowest = Math.min(goal, ...shares.filter((share) => share !== undefined));
  return {
    animation: false,
    backgroundColor: PAPER,
    textStyle: { fontFamily: "Inter", color: INK },
    title: {
      text: trendTitle,
      left: 48,
      top: 36,
      textStyle: { fontSize: 40, fontWeight: "bold", color: INK, fontFamily: "Inter" },
    },
    grid: { left: 64, right: 64, top: 168, bottom: 112 },
    xAxis: {
      type: "category",
      data: trend.map((_, i) => dateLabel(trend, i)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#c9ced6", width: 2 } },
      axisLabel: { interval: 0, fontSize: 30, lineHeight: 38, color: GREY, margin: 18 },
    },
    // Room below the lowest point, so that its label does not touch the axis.
    yAxis: { type: "value", show: false, min: Math.max(-0.05, lowest - 0.12), max: 1 },
    series: [{ ...LINE, markLine: goalLine(goal), data: shares.map((share, i) => dot(trend, i, share)) }],
  };
}

const LINE = {
  type: "line",
  connectNulls: false,
  symbol: "circle",
  symbolSize: 20,
  lineStyle: { width: 6, color: BLUE },
  itemStyle: { color: BLUE, borderWidth: 5, borderColor: PAPER },
};

function goalLine(goal: number) {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: AMBER, width: 3, type: [12, 10] },
    label: {
      position: "insideStartBottom",
      formatter: `goal ${Math.round(100 * goal)} %`,
      fontSize: 28,
      color: AMBER,
      distance: 8,
      fontFamily: "Inter",
    },
    data: [{ yAxis: goal }],
  };
}

function dot(trend: readonly Point[], i: number, share: number | undefined) {
  const point = trend[i]!;
  const last = i === trend.length - 1;
  if (share === undefined) return { value: null };
  const label = {
    show: true,
    position: "top",
    distance: 12,
    formatter: percent(point) === undefined ? `${point.met}/${point.judged}` : `${percent(point)}${last ? " %" : ""}`,
    fontSize: last ? 40 : 30,
    fontWeight: last ? "bold" : "normal",
    color: last ? BLUE : INK,
    fontFamily: "Inter",
  };
  // Hollow where the number of answers is small.
  const hollow = point.judged < FEW && { itemStyle: { color: PAPER, borderColor: BLUE, borderWidth: 5 } };
  return { value: share, label, symbolSize: last ? 28 : 20, ...hollow };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The Monday, with the month below where it is a new one. */
function dateLabel(trend: readonly Point[], i: number): string {
  const [, month, day] = trend[i]!.week.monday.split("-").map(Number);
  const before = trend[i - 1]?.week.monday.slice(5, 7);
  return Number(before) === month ? `${day}` : `${day}\n${MONTHS[month! - 1]}`;
}
