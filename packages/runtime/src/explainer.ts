/** What `decode` and `encode` ask, on failure only, for the place of a problem. */

import type { Reader } from "./reader.js";

export type Explainer = {
  /** Reads the message again; null where it finds no fault below the root. */
  readonly decoding: (root: string, reader: Reader) => Malformation | null;
  /** Walks the value; null where it finds no fault below the root. */
  readonly encoding: (root: string, value: unknown, maxDepth: number) => Misfit | null;
};

export type Malformation = {
  readonly path: string;
  readonly offset: number;
  readonly reason: string;
};

export type Misfit = { readonly path: string; readonly found: string; readonly allowed: string };
