/**
 * `Strategy`: what an actor does about pages that it will need. It is plain data, because the
 * actors of the bench are processes of their own.
 */

import type { OriginalPolicy } from "./original/original-predictor.js";

export type Strategy = {
  /** The product's own prefetching, none, or that of the design that it came from. */
  readonly prefetch: "product" | "none" | OriginalPolicy;
  /** The hints that an actor leaves for its next wake. */
  readonly hints: "none" | "original" | "product";
  /** True if scans request ranges of pages instead of lists. */
  readonly rangeReads: boolean;
  /**
   * `original`: SQLite is opened as there: with a commit that probes for atomic batches, the cache
   * of SQLite's own default, and overflow pages that are read past that cache.
   */
  readonly opening: "original" | "product";
};

/** The things that an actor does with its database while it is awake. */
export type Action =
  | { readonly kind: "write"; readonly transactionBytes: number }
  | { readonly kind: "write-reverse-probe"; readonly transactionBytes: number }
  | { readonly kind: "write-markers"; readonly transactionBytes: number }
  | { readonly kind: "wake" }
  | { readonly kind: "read-all" }
  | { readonly kind: "read-reverse" }
  | { readonly kind: "read-markers-backwards" };

export type ActionKind = Action["kind"];

/** The tables of a database, which each wake creates if they are not there. */
export type Schema = "payload" | "payload-and-probe" | "markers";

/** One life of an actor: it wakes, acts, and goes to sleep. */
export type SessionRequest = {
  readonly url: string;
  readonly actor: string;
  readonly schema: Schema;
  /** The bytes of payload of the database, from which the counts of all rows follow. */
  readonly sizeBytes: number;
  readonly strategy: Strategy;
  readonly actions: readonly Action[];
};

/** A request for pages, with milliseconds since the beginning of the session. */
export type Fetch = {
  readonly kind: "list" | "range";
  readonly pages: number;
  readonly sentMs: number;
  readonly answeredMs: number;
};

/** Counters of the page layer in one session. */
export type SessionCounters = {
  readonly calls: number;
  readonly rangeCalls: number;
  readonly pages: number;
  readonly prefetched: number;
  readonly used: number;
  readonly wasted: number;
  readonly preloaded: number;
  readonly requested: number;
  readonly hits: number;
  readonly misses: number;
};

export type TimedAction = {
  readonly kind: ActionKind;
  /** The milliseconds inside of the actor. */
  readonly ms: number;
  /** The parts of a write, in milliseconds. */
  readonly parts?: { readonly insert: number; readonly commit: number; readonly random: number };
};

export type SessionReport = {
  /** The milliseconds from the start of the connection until SQLite is ready. */
  readonly openMs: number;
  /** Those until the actor is ready: opened, probed and migrated. */
  readonly readyMs: number;
  readonly actions: readonly TimedAction[];
  readonly counters: SessionCounters;
  /** The milliseconds that SQLite waited for pages and commits. */
  readonly waitedMs: number;
  readonly fetches: readonly Fetch[];
  /** The pages that SQLite asked for, in order; empty for the product's own prefetching. */
  readonly reads: readonly number[];
  /** The version of SQLite and the id of its sources. */
  readonly sqlite: string;
};
