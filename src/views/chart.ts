import { fileURLToPath } from "node:url";
import { attainment, FEW, type Point, percent } from "../domain/measure.ts";

/** Twice what a phone shows, and lettering to match: it is read at a third of its size there. */
const WIDTH = 1200;
const HEIGHT = 700;
const INK = "#1f2933";
const GREY = "#6b7280";
const BLUE = "#1d5fa8";
const PALE = "#a8c5e6";
const AMBER = "#b4560e";
/** A light card of its own, so that it reads the same where everything around it is dark. */
const PAPER = "#fbfaf7";

export const trendTitle = "Answers in time, % by week";

/**
 * The share of answers in time by week, as a PNG: the weeks oldest first, the goal as a line, weeks that missed it paler. A
 * week in which nothing was due is a gap, not a nought; one with few answers is hollow and shows their number. What draws
 * it is loaded when it is first needed.
 */
export async function trendPicture(trend: readonly Point[], goal: number): Promise<Uint8Array> {
  const [{ Resvg }, svg] = await Promise.all([import("@resvg/resvg-js"), trendSvg(trend, goal)]);
  const font = (path: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${path}`));
  const fontFiles = [font("400Regular/Inter_400Regular.ttf"), font("700Bold/Inter_700Bold.ttf")];
  const picture = new Resvg(svg, { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter" } });
  return picture.render().asPng();
}

/** The same as SVG text; every week is labelled, so there is no axis to read it against. */
export async function trendSvg(trend: readonly Point[], goal: number): Promise<string> {
  const { init, use } = await import("echarts/core");
  const { BarChart } = await import("echarts/charts");
  const { GridComponent, MarkLineComponent, TitleComponent } = await import("echarts/components");
  const { SVGRenderer } = await import("echarts/renderers");
  use([BarChart, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption(optionOf(trend, goal));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function optionOf(trend: readonly Point[], goal: number) {
  return {
    animation: false,
    backgroundColor: PAPER,
    textStyle: { fontFamily: "Inter", color: INK },
    title: { text: trendTitle, left: 44, top: 36, textStyle: { fontSize: 42, fontWeight: "bold", color: INK } },
    grid: { left: 48, right: 132, top: 136, bottom: 112 },
    xAxis: {
      type: "category",
      data: trend.map((_, i) => dateLabel(trend, i)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#c9ced6", width: 2 } },
      axisLabel: { interval: 0, fontSize: 30, lineHeight: 38, color: GREY, margin: 16 },
    },
    yAxis: { type: "value", show: false, min: 0, max: 1 },
    series: [
      {
        type: "bar",
        barCategoryGap: "16%",
        markLine: goalLine(goal),
        data: trend.map((point, i) => bar(point, goal, i === trend.length - 1)),
      },
    ],
  };
}

function goalLine(goal: number) {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: AMBER, width: 4, type: [14, 10] },
    label: {
      position: "end",
      distance: 12,
      formatter: `goal\n${Math.round(100 * goal)} %`,
      fontSize: 30,
      lineHeight: 36,
      color: AMBER,
    },
    data: [{ yAxis: goal }],
  };
}

/** The figures stand in a row at the foot of the bars, where no line crosses them. */
function bar(point: Point, goal: number, last: boolean) {
  const share = attainment(point);
  const few = point.judged < FEW;
  const color = few ? PAPER : share! >= goal ? BLUE : PALE;
  const low = share === undefined || share < 0.12;
  const label = {
    show: true,
    position: low ? "top" : "insideBottom",
    distance: 10,
    formatter: share === undefined ? "–" : few ? `${point.met}/${point.judged}` : `${percent(point)}`,
    fontSize: 34,
    fontWeight: last ? "bold" : "normal",
    color: share === undefined ? GREY : color === BLUE && !low ? PAPER : INK,
  };
  return { value: share ?? 0, label, itemStyle: { color, borderRadius: [8, 8, 0, 0], ...(few && share && OUTLINE) } };
}

const OUTLINE = { borderColor: BLUE, borderWidth: 4 };

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The Monday, with the month below where it is a new one. */
function dateLabel(trend: readonly Point[], i: number): string {
  const [, month, day] = trend[i]!.week.monday.split("-").map(Number);
  const before = trend[i - 1]?.week.monday.slice(5, 7);
  return Number(before) === month ? `${day}` : `${day}\n${MONTHS[month! - 1]}`;
}
