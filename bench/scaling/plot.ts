/**
 * A series as SVG, by Observable Plot: the grammar of D3's author over D3's own modules, 2.5 MB
 * where Vega weighs 30. It asks for a document, which linkedom is without being a browser.
 */

import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { MeasuredPoint } from "./bench-scaling.js";
import type { Series } from "./series.js";

export function plotSvg(series: Series, points: readonly MeasuredPoint[]): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const data = points.map(({ codec, direction, count, nanoseconds }) => ({
    codec,
    direction,
    count,
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
    x: { type: "log", label: series.title },
    y: { type: "log", label: "seconds" },
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
      Plot.text(
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
      ),
    ],
  });
  figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${figure.outerHTML}\n`;
}
