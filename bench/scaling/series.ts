/**
 * The type of a series: something is made larger step by step, and each step has the functions to
 * compare. A new series is one more file and one more line in `bench-scaling.ts`.
 */

import type { Adapter } from "../codec/adapter.js";
import type { Direction } from "../codec/cell.js";

export type Series = {
  /** Names the files in `results/`, too. */
  readonly name: string;
  /** The unit of `Point.count`. */
  readonly title: string;
  /** The number of times that each point is measured. */
  readonly rounds: number;
  /** The scale of both axes; linear if there are few steps and costs are similar. */
  readonly scale: "log" | "linear";
  readonly points: (adapters: readonly Adapter[]) => Promise<readonly Point[]>;
};

export type Point = {
  readonly codec: string;
  readonly direction: Direction;
  readonly count: number;
  readonly run: () => unknown;
};

export type MeasuredPoint = Omit<Point, "run"> & { readonly nanoseconds: number };
