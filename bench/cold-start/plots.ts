/** The plots of the cold starts: calls and time by round trip, pages over time, hit ratios. */

import * as Plot from "@observablehq/plot";
import { legend, svgText } from "../svg.js";
import { BEYOND, STEPS } from "./ladder.js";
import type { Ladder, LadderRow } from "./measure-ladder.js";

/** The strategies of the plots: one for each algorithm, all on the same forward read. */
const DRAWN: readonly string[] = [
  "COLD-001",
  "COLD-002",
  "COLD-004",
  "COLD-006",
  "COLD-020",
  "product, first cold read",
  "product",
];

/** The plots by the ends of their file names. */
export function drawPlots({ rows, prepared }: Ladder): ReadonlyMap<string, string> {
  const [first] = prepared;
  const ofFirst = rows.filter(
    ({ store, scenario }) => store === first?.store && scenario === first.scenario,
  );
  const drawn = ofFirst.filter(({ step }) => DRAWN.includes(step));
  const plots = new Map<string, string>();
  if (drawn.length === 0) return plots;
  plots.set("rtt", byRoundTrip(drawn));
  plots.set("pages", pagesOverTime(drawn));
  plots.set("hits", hitRatios(ofFirst));
  return plots;
}

const SIZE = { width: 1080, height: 420, marginLeft: 64, marginTop: 40 };

/** Calls and seconds by round trip, beside each other, both on logarithmic scales. */
function byRoundTrip(rows: readonly LadderRow[]): string {
  const data = rows.flatMap(({ step, rttMs, run }) => [
    { step, rttMs, what: "calls", value: run.counters.calls },
    { step, rttMs, what: "seconds", value: run.totalMs / 1_000 },
  ]);
  const names = namesOf(rows);
  const facet = { fx: "what", x: "rttMs", y: "value" };
  return svgText({
    ...SIZE,
    x: { label: "round trip in milliseconds" },
    y: { type: "log", label: "calls, and seconds until all is read" },
    fx: { label: null, domain: ["calls", "seconds"] },
    color: { domain: names },
    marks: [
      Plot.frame(),
      Plot.lineY(data, { ...facet, z: "step", stroke: "step", marker: "dot" }),
      ...names.map((name, index) =>
        Plot.text([{ name, what: "seconds" }], {
          fx: "what",
          text: "name",
          fill: "name",
          frameAnchor: "top-left",
          dx: 10,
          dy: 10 + index * 14,
        }),
      ),
    ],
  });
}

/** The pages that have come by each moment of the wake, at the longest round trip. */
function pagesOverTime(rows: readonly LadderRow[]): string {
  const rttMs = Math.max(...rows.map((row) => row.rttMs));
  const data = rows
    .filter((row) => row.rttMs === rttMs)
    .flatMap(({ step, run }) => {
      let pages = run.counters.preloaded;
      const arrived = run.fetches.toSorted((one, other) => one.answeredMs - other.answeredMs);
      const points = arrived.map((fetch) => {
        pages += fetch.pages;
        return { step, seconds: fetch.answeredMs / 1_000, pages };
      });
      return [{ step, seconds: 0, pages: 0 }, ...points];
    });
  return svgText({
    ...SIZE,
    x: { type: "sqrt", label: `seconds since the wake began, at a round trip of ${rttMs} ms` },
    y: { label: "pages fetched" },
    color: { domain: namesOf(rows) },
    marks: [
      Plot.frame(),
      Plot.lineY(data, {
        x: "seconds",
        y: "pages",
        z: "step",
        stroke: "step",
        curve: "step-after",
      }),
      ...legend(namesOf(rows)),
    ],
  });
}

/** The share of the pages that SQLite asked for which were there. */
function hitRatios(rows: readonly LadderRow[]): string {
  const order = [...STEPS, ...BEYOND].map(({ name }) => name);
  const rttMs = Math.min(...rows.map((row) => row.rttMs));
  const data = rows
    .filter((row) => row.rttMs === rttMs)
    .map(({ step, run }) => ({ step, missed: run.counters.misses / run.counters.requested }));
  return svgText({
    ...SIZE,
    marginLeft: 190,
    marginRight: 110,
    x: { type: "log", label: "share of reads that missed", tickFormat: "%" },
    y: { label: null, domain: order.filter((name) => data.some(({ step }) => step === name)) },
    marks: [
      Plot.frame(),
      Plot.dot(data, { x: "missed", y: "step", r: 4, fill: "black" }),
      Plot.text(data, {
        x: "missed",
        y: "step",
        text: ({ missed }: { readonly missed: number }) =>
          `hit ratio ${(100 * (1 - missed)).toFixed(2)} %`,
        textAnchor: "start",
        dx: 8,
      }),
    ],
  });
}

function namesOf(rows: readonly LadderRow[]): readonly string[] {
  return [...new Set(rows.map(({ step }) => step))];
}
