/**
 * What is made larger step by step. A series is a list of steps; each step has the functions to
 * compare. A new series (the versions between writer and reader) is one more file and one more line
 * in `SERIES`.
 */

import type { Adapter } from "../codec/adapter.js";
import type { Direction } from "../codec/cell.js";
import { eventSeries, pageSeries } from "./message-size.js";

export type Series = {
  /** Names the files in `results/`, too. */
  readonly name: string;
  /** What `Point.count` counts. */
  readonly title: string;
  readonly points: (adapters: readonly Adapter[]) => readonly Point[];
};

export type Point = {
  readonly codec: string;
  readonly direction: Direction;
  readonly count: number;
  readonly run: () => unknown;
};

export const SERIES: readonly Series[] = [pageSeries, eventSeries];
