/**
 * A series as SVG, by Observable Plot: the grammar of D3's author over D3's own modules, 2.5 MB
 * where Vega weighs 30. It asks for a document, which linkedom is without being a browser.
 */

import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { MeasuredPoint, Series } from "./series.js";

export function plotSvg(series: Series, points: readonly MeasuredPoint[]): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const data = points.map(({ nanoseconds, ...point }) => ({
    ...point,
    seconds: nanoseconds / 1e9,
  }));
  const figure = Plot.plot({
    document,
    width: 1080,
    height: 420,
    marginLeft: 56,
    marginTop: 40,
    style: { background: "white", color: "black", fontFamily: "sans-serif" },
    grid: true,
    x: { type: series.scale, label: series.title },
    y: yAxis(series, Math.max(...data.map(({ seconds }) => seconds))),
    fx: { label: null, domain: ["encode", "decode"] },
    color: { domain: [...new Set(data.map(({ codec }) => codec))] },
    marks: [
      Plot.frame(),
      Plot.lineY(data, {
        x: "count",
        y: "seconds",
        fx: "direction",
        stroke: "codec",
        marker: "dot",
      }),
      ...codecLabels(series, data),
    ],
  });
  figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${figure.outerHTML}\n`;
}

type Datum = Omit<MeasuredPoint, "nanoseconds"> & { readonly seconds: number };

function yAxis({ scale }: Series, largest: number): Plot.ScaleOptions {
  const label = "seconds";
  if (scale === "log") return { type: scale, label };
  // The legend stands above the lines.
  return { type: scale, label, domain: [0, largest * 1.5], tickFormat: "~s" };
}

function codecLabels({ scale }: Series, data: readonly Datum[]): readonly Plot.Markish[] {
  return scale === "log" ? [labelsAtLines(data)] : legend(data);
}

function labelsAtLines(data: readonly Datum[]): Plot.Markish {
  return Plot.text(
    data,
    Plot.selectLast({
      x: "count",
      y: "seconds",
      z: "codec",
      fx: "direction",
      text: "codec",
      fill: "codec",
      stroke: "white",
      textAnchor: "end",
      dx: -4,
      dy: -10,
    }),
  );
}

/** The legend, for lines that end at one point. */
function legend(data: readonly Datum[]): readonly Plot.Markish[] {
  const codecs = [...new Set(data.map(({ codec }) => codec))];
  return codecs.map((codec, index) =>
    Plot.text([codec], {
      text: [codec],
      fill: [codec],
      frameAnchor: "top-left",
      dx: 10,
      dy: 10 + index * 14,
    }),
  );
}
