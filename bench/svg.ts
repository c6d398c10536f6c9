/**
 * Plots as SVG, by Observable Plot: the grammar of D3's author over D3's own modules, 2.5 MB where
 * Vega weighs 30. It asks for a document, which linkedom is without being a browser.
 */

import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** Draws a plot, black on white, as the text of an SVG file. */
export function svgText(options: Plot.PlotOptions): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const style = { background: "white", color: "black", fontFamily: "sans-serif" };
  const figure = Plot.plot({ document, style, grid: true, ...options });
  figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${figure.outerHTML}\n`;
}

/** A legend inside of the frame, one line for each name, for lines that end at one point. */
export function legend(names: readonly string[]): readonly Plot.Markish[] {
  return names.map((name, index) =>
    Plot.text([name], {
      text: [name],
      fill: [name],
      frameAnchor: "top-left",
      dx: 10,
      dy: 10 + index * 14,
    }),
  );
}
