/**
 * What is made larger step by step. A series is a list of steps; each step has the functions to
 * compare. A new series is one more file and one more line in `SERIES`.
 */

import type { Adapter } from "../codec/adapter.js";
import type { Direction } from "../codec/cell.js";
import { eventSeries, pageSeries } from "./message-size.js";
import { changedSeries, unchangedSeries } from "./version-distance.js";

export type Series = {
  /** Names the files in `results/`, too. */
  readonly name: string;
  /** What `Point.count` counts. */
  readonly title: string;
  /** How often each point is measured. */
  readonly rounds: number;
  /** Of both axes; linear where the steps are few and some costs alike. */
  readonly scale: "log" | "linear";
  readonly points: (adapters: readonly Adapter[]) => Promise<readonly Point[]>;
};

export type Point = {
  readonly codec: string;
  readonly direction: Direction;
  readonly count: number;
  readonly run: () => unknown;
};

export const SERIES: readonly Series[] = [pageSeries, eventSeries, unchangedSeries, changedSeries];
