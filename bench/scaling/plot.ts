/** A series as a plot. */

import * as Plot from "@observablehq/plot";
import { legend, svgText } from "../svg.js";
import type { MeasuredPoint, Series } from "./series.js";

export function plotSvg(series: Series, points: readonly MeasuredPoint[]): string {
  const data = points.map(({ nanoseconds, ...point }) => ({
    ...point,
    seconds: nanoseconds / 1e9,
  }));
  return svgText({
    width: 1080,
    height: 420,
    marginLeft: 56,
    marginTop: 40,
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
}

type Datum = Omit<MeasuredPoint, "nanoseconds"> & { readonly seconds: number };

function yAxis({ scale }: Series, largest: number): Plot.ScaleOptions {
  const label = "seconds";
  if (scale === "log") return { type: scale, label };
  // The legend stands above the lines.
  return { type: scale, label, domain: [0, largest * 1.5], tickFormat: "~s" };
}

function codecLabels({ scale }: Series, data: readonly Datum[]): readonly Plot.Markish[] {
  const codecs = [...new Set(data.map(({ codec }) => codec))];
  return scale === "log" ? [labelsAtLines(data)] : legend(codecs);
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
