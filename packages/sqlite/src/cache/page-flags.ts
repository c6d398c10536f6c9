/**
 * The flags of cache and prefetching: a switch for each mechanism that changes what a workload
 * fetches, and the sizes. Every flag has one declaration, from which it is read and from which
 * docs/options.md is printed.
 */

import { isFunction } from "@barewire/client/options";
import { checkArgument } from "../check-options.js";

/** The values of the flags, which `PAGE_FLAGS` documents. */
export interface PageFlags {
  readonly readAhead: boolean;
  readonly structure: boolean;
  readonly markov: boolean;
  readonly planPrefetch: boolean;
  readonly rowLookAhead: boolean;
  readonly restPrefetch: boolean;
  readonly pipelineMaxBytes: number;
  readonly rangeReads: boolean;
  readonly hints: boolean;
  readonly hintsOnOpen: boolean;
  readonly preloadMaxBytes: number;
  readonly cacheBytes: number;
  readonly pagerCacheKib: number;
}

const MIB = 1024 * 1024;

/** The environment variable of a flag. A switch is on or off; a count has a largest value. */
export type FlagDeclaration = { readonly variable: string; readonly doc: string } & (
  | { readonly kind: "switch" }
  | { readonly kind: "count"; readonly max: number; readonly unit: string }
);

export const PAGE_FLAGS: { readonly [Name in keyof PageFlags]: FlagDeclaration } = {
  readAhead: {
    variable: "BAREWIRE_SQLITE_OPT_READ_AHEAD",
    kind: "switch",
    doc: "Fetches pages before SQLite asks for them; off, the switches of prefetching do nothing.",
  },
  markov: {
    variable: "BAREWIRE_SQLITE_OPT_MARKOV_PREDICTION",
    kind: "switch",
    doc: "Predicts the next pages by a Markov chain over distances between pages.",
  },
  structure: {
    variable: "BAREWIRE_SQLITE_OPT_STRUCTURE_PREFETCH",
    kind: "switch",
    doc: "Follows scans over B-trees in key order, and chains of overflow pages.",
  },
  planPrefetch: {
    variable: "BAREWIRE_SQLITE_OPT_PLAN_PREFETCH",
    kind: "switch",
    doc: "Prefetches what the plan of a statement leads to: roots, levels, keys and scans.",
  },
  rowLookAhead: {
    variable: "BAREWIRE_SQLITE_OPT_ROW_LOOK_AHEAD",
    kind: "switch",
    doc: "Prefetches the rows that those at hand lead to, in other tables and overflow pages.",
  },
  restPrefetch: {
    variable: "BAREWIRE_SQLITE_OPT_REST_PREFETCH",
    kind: "switch",
    doc: "Fetches the rest of a small database once a sixth of its pages was read.",
  },
  pipelineMaxBytes: {
    variable: "BAREWIRE_SQLITE_OPT_PIPELINE_MAX_BYTES",
    kind: "count",
    max: 256 * MIB,
    unit: "bytes",
    doc: "The bytes that one database may have in flight in the background; 0 for none.",
  },
  rangeReads: {
    variable: "BAREWIRE_SQLITE_OPT_RANGE_READS",
    kind: "switch",
    doc: "Requests contiguous pages as a range instead of as a list.",
  },
  hints: {
    variable: "BAREWIRE_SQLITE_OPT_RECENT_PAGE_HINTS",
    kind: "switch",
    doc: "Tracks recent pages, and sends them to the server as preload hints.",
  },
  hintsOnOpen: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINTS_ON_OPEN",
    kind: "switch",
    doc: "Loads the hinted pages when the database is opened.",
  },
  preloadMaxBytes: {
    variable: "BAREWIRE_SQLITE_OPT_STARTUP_PRELOAD_MAX_BYTES",
    kind: "count",
    max: 8 * MIB,
    unit: "bytes",
    doc: "The bytes that are preloaded when a database is opened; 0 for none.",
  },
  cacheBytes: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_PAGE_CACHE_BYTES",
    kind: "count",
    max: 4096 * MIB,
    unit: "bytes",
    doc: "The size of the page cache, for all databases of the process.",
  },
  pagerCacheKib: {
    variable: "BAREWIRE_SQLITE_OPT_PAGER_CACHE_SIZE_KIB",
    kind: "count",
    max: 262_144,
    unit: "KiB",
    doc: "The size of SQLite's own page cache, for each database.",
  },
};

// The keys of the table are the names of all flags.
const FLAG_NAMES = Object.keys(PAGE_FLAGS) as (keyof PageFlags)[];

/** The values that the flags have where no variable sets them. */
export const DEFAULT_PAGE_FLAGS: PageFlags = {
  readAhead: true,
  structure: true,
  markov: true,
  planPrefetch: true,
  rowLookAhead: true,
  restPrefetch: true,
  pipelineMaxBytes: 16 * MIB,
  rangeReads: true,
  hints: true,
  hintsOnOpen: true,
  preloadMaxBytes: MIB,
  cacheBytes: 64 * MIB,
  pagerCacheKib: 8192,
};

/** Returns the text of a variable, or undefined if it is not set. */
export type VariableReader = (name: string) => string | undefined;

const OFF: ReadonlySet<string> = new Set([
  "0",
  "false",
  "off",
  "no",
  "none",
  "disabled",
  "disable",
]);

/**
 * Reads the flags from environment variables, over the defaults. A switch is on unless its value is
 * one of 0, false, off, no, none, disabled, disable. A count that is not a number counts as not
 * set, and one that is too large is lowered to the largest value. It is called once per process.
 * Throws `invalid-option`.
 */
export function readPageFlags(read: VariableReader): PageFlags {
  checkArgument("read", read, isFunction);
  const text = (variable: string): string | undefined => {
    const value: unknown = read(variable);
    // A caller without types may return anything, of which only a text counts.
    const trimmed = typeof value === "string" ? value.trim().toLowerCase() : "";
    return trimmed === "" ? undefined : trimmed;
  };
  const values = FLAG_NAMES.map((name) => {
    const declaration = PAGE_FLAGS[name];
    return [name, readFlag(declaration, text(declaration.variable), DEFAULT_PAGE_FLAGS[name])];
  });
  return { ...DEFAULT_PAGE_FLAGS, ...Object.fromEntries(values) };
}

function readFlag(
  declaration: FlagDeclaration,
  value: string | undefined,
  usual: boolean | number,
): boolean | number {
  switch (declaration.kind) {
    case "switch":
      return value === undefined ? usual : !OFF.has(value);
    case "count":
      return readCount(value, Number(usual), declaration.max);
    default:
      return declaration satisfies never;
  }
}

function readCount(value: string | undefined, usual: number, max: number): number {
  if (value === undefined || !/^\d{1,15}$/.test(value)) return usual;
  return Math.min(Number(value), max);
}
