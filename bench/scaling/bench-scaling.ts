/** `pnpm bench scaling [filter]`: how the cost of a message grows. */

import { loadAdapters } from "../codec/adapters.js";
import { best, measureAll } from "../measure.js";
import { circumstances, circumstancesText, writeResult } from "../results.js";
import { eventSeries, pageSeries } from "./message-size.js";
import { plotSvg } from "./plot.js";
import type { MeasuredPoint, Series } from "./series.js";
import { changedSeries, unchangedSeries } from "./version-distance.js";

const SERIES: readonly Series[] = [pageSeries, eventSeries, unchangedSeries, changedSeries];

export async function benchScaling(filter: string): Promise<void> {
  const adapters = await loadAdapters("@bare-ts");
  for (const series of SERIES.filter(({ name }) => name.includes(filter))) {
    const medians = await measureAll(await series.points(adapters), series.rounds);
    const points = [...medians].map(([{ run: _, ...point }, ofRounds]) => ({
      ...point,
      nanoseconds: best(ofRounds),
    }));
    const report = { circumstances: circumstances(), title: series.title, points };
    console.log(seriesTable(series, points));
    await writeResult(`scaling-${series.name}.json`, `${JSON.stringify(report, null, 2)}\n`);
    await writeResult(`scaling-${series.name}.svg`, plotSvg(series, points));
  }
}

function seriesTable({ title }: Series, points: readonly MeasuredPoint[]): string {
  const counts = [...new Set(points.map(({ count }) => count))];
  const names = [...new Set(points.map(rowName))];
  return [
    `Microseconds by ${title}; ${circumstancesText(circumstances())}`,
    ["", ...counts].join("\t"),
    ...names.map((name) => {
      const cells = points.filter((point) => rowName(point) === name);
      const times = cells.map(({ nanoseconds }) => (nanoseconds / 1000).toPrecision(3));
      return [name, ...times].join("\t");
    }),
  ].join("\n");
}

function rowName({ codec, direction }: MeasuredPoint): string {
  return `${direction}, ${codec}`;
}
