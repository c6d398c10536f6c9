/**
 * The flags of cache and prefetching: one for each mechanism, so that each can be measured alone.
 * Every flag has one declaration, from which it is read and from which docs/options.md is printed.
 */

import { isFunction, isOneOf } from "@barewire/client/options";
import { checkArgument } from "../check-options.js";
import { type FlagDeclaration, OFF, readFlag, readSwitch } from "./flag-text.js";

/**
 * The distance of read-ahead after a miss; `legacy` is 16 pages, `bounded` 64, `adaptive` up to
 * 256.
 */
export type ReadAheadMode = "none" | "legacy" | "bounded" | "adaptive";

/** The values of the flags, which `PAGE_FLAGS` documents. */
export interface PageFlags {
  readonly readAhead: ReadAheadMode;
  readonly trainOnHits: boolean;
  readonly stride: boolean;
  readonly markov: boolean;
  readonly markovDeltas: number;
  readonly skipCached: boolean;
  readonly backward: boolean;
  readonly structure: boolean;
  readonly planPrefetch: boolean;
  readonly rowLookAhead: boolean;
  readonly pipelining: boolean;
  readonly pipelineMaxBytes: number;
  readonly rangeReads: boolean;
  readonly hints: boolean;
  readonly hintFlush: boolean;
  readonly hintsOnOpen: boolean;
  readonly hintEarlyPages: boolean;
  readonly hintHotPages: boolean;
  readonly hintScanRanges: boolean;
  readonly hintGaps: boolean;
  readonly hintFeedback: boolean;
  readonly preloadMaxBytes: number;
  readonly preloadFirstPages: boolean;
  readonly preloadFirstPageCount: number;
  readonly cacheBytes: number;
  readonly cachePages: number;
  readonly protectedPages: number;
  readonly cacheTargets: boolean;
  readonly cachePrefetched: boolean;
  readonly cacheStartup: boolean;
  readonly scanResistant: boolean;
  readonly pagerCacheKib: number;
}

const MIB = 1024 * 1024;

type TableFlag = Exclude<keyof PageFlags, "readAhead">;

export const PAGE_FLAGS: { readonly [Name in TableFlag]: FlagDeclaration } = {
  trainOnHits: {
    variable: "BAREWIRE_SQLITE_OPT_CACHE_HIT_PREDICTOR_TRAINING",
    kind: "switch",
    doc: "Pages that are found in the cache train the predictors, not only misses.",
  },
  stride: {
    variable: "BAREWIRE_SQLITE_OPT_STRIDE_PREDICTION",
    kind: "switch",
    doc: "Predicts the next page of accesses at a constant distance.",
  },
  markov: {
    variable: "BAREWIRE_SQLITE_OPT_MARKOV_PREDICTION",
    kind: "switch",
    doc: "Predicts the next page by a Markov chain over distances between pages.",
  },
  markovDeltas: {
    variable: "BAREWIRE_SQLITE_OPT_MARKOV_TABLE_DELTAS",
    kind: "count",
    max: 4096,
    unit: "distances",
    doc: "The distances that the Markov table holds; 0 for no limit.",
  },
  skipCached: {
    variable: "BAREWIRE_SQLITE_OPT_SKIP_CACHED_PREDICTIONS",
    kind: "switch",
    doc: "A prediction of a page that is cached does not use up the prefetch window.",
  },
  backward: {
    variable: "BAREWIRE_SQLITE_OPT_BACKWARD_SCAN",
    kind: "switch",
    doc: "Detects scans towards lower page numbers.",
  },
  structure: {
    variable: "BAREWIRE_SQLITE_OPT_STRUCTURE_PREFETCH",
    kind: "switch",
    doc: "Prefetches the children of interior pages of B-trees.",
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
  pipelining: {
    variable: "BAREWIRE_SQLITE_OPT_PIPELINED_READ_AHEAD",
    kind: "switch",
    doc: "Fetches the next pages of a scan in the background, before they are missed.",
  },
  pipelineMaxBytes: {
    variable: "BAREWIRE_SQLITE_OPT_PIPELINE_MAX_BYTES",
    kind: "count",
    max: 256 * MIB,
    unit: "bytes",
    doc: "The bytes that one database may have in flight in the background.",
  },
  rangeReads: {
    variable: "BAREWIRE_SQLITE_OPT_RANGE_READS",
    kind: "switch",
    doc: "Requests contiguous pages as a range instead of as a list.",
  },
  hints: {
    variable: "BAREWIRE_SQLITE_OPT_RECENT_PAGE_HINTS",
    kind: "switch",
    doc: "Tracks recent pages for preload hints; off, the hints are empty.",
  },
  hintFlush: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_FLUSH",
    kind: "switch",
    doc: "Sends preload hints to the server.",
  },
  hintsOnOpen: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINTS_ON_OPEN",
    kind: "switch",
    doc: "Loads the hinted pages when the database is opened.",
  },
  hintEarlyPages: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_EARLY_PAGES",
    kind: "switch",
    doc: "Hints the pages that are read first after opening.",
  },
  hintHotPages: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_HOT_PAGES",
    kind: "switch",
    doc: "Hints the pages that are read most often.",
  },
  hintScanRanges: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_SCAN_RANGES",
    kind: "switch",
    doc: "Hints ranges of pages that were scanned.",
  },
  hintGaps: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_GAPS",
    kind: "switch",
    doc: "A hinted range continues over a gap of up to 8 pages, and keeps its first page.",
  },
  hintFeedback: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_FEEDBACK",
    kind: "switch",
    doc: "A preloaded page that was not used is not hinted again.",
  },
  preloadMaxBytes: {
    variable: "BAREWIRE_SQLITE_OPT_STARTUP_PRELOAD_MAX_BYTES",
    kind: "count",
    max: 8 * MIB,
    unit: "bytes",
    doc: "The bytes that are preloaded when a database is opened; 0 for none.",
  },
  preloadFirstPages: {
    variable: "BAREWIRE_SQLITE_OPT_STARTUP_PRELOAD_FIRST_PAGES",
    kind: "switch",
    doc: "Preloads the first pages of the database.",
  },
  preloadFirstPageCount: {
    variable: "BAREWIRE_SQLITE_OPT_STARTUP_PRELOAD_FIRST_PAGE_COUNT",
    kind: "count",
    max: 256,
    unit: "pages",
    doc: "The number of first pages that are preloaded.",
  },
  cacheBytes: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_PAGE_CACHE_BYTES",
    kind: "count",
    max: 4096 * MIB,
    unit: "bytes",
    doc: "The size of the page cache, for all databases of the process.",
  },
  cachePages: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_PAGE_CACHE_CAPACITY_PAGES",
    kind: "count",
    max: 500_000,
    unit: "pages",
    doc: "A second limit of the page cache, in pages.",
  },
  protectedPages: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_PROTECTED_CACHE_PAGES",
    kind: "count",
    max: 8192,
    unit: "pages",
    doc: "The protected segment of the page cache of each database; 0 for none.",
  },
  cacheTargets: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_CACHE_FETCHED_PAGES",
    kind: "switch",
    doc: "Caches pages that were fetched on demand.",
  },
  cachePrefetched: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_CACHE_PREFETCHED_PAGES",
    kind: "switch",
    doc: "Caches pages that were prefetched.",
  },
  cacheStartup: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_CACHE_STARTUP_PRELOADED_PAGES",
    kind: "switch",
    doc: "Caches pages that were preloaded when the database was opened.",
  },
  scanResistant: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_SCAN_RESISTANT_CACHE",
    kind: "switch",
    doc: "Uses SLRU, so that a scan does not evict the pages that are used often.",
  },
  pagerCacheKib: {
    variable: "BAREWIRE_SQLITE_OPT_PAGER_CACHE_SIZE_KIB",
    kind: "count",
    max: 262_144,
    unit: "KiB",
    doc: "The size of SQLite's own page cache, for each database.",
  },
};

// The keys of the table are the names of its flags.
const TABLE_FLAGS = Object.keys(PAGE_FLAGS) as TableFlag[];

/** Variables that have another form than the flags of the table, or set several of them. */
export const COMBINED_FLAGS: {
  readonly [Name in "preset" | "readAhead" | "adaptive" | "cacheMode"]: {
    readonly variable: string;
    readonly values: string;
    readonly doc: string;
  };
} = {
  preset: {
    variable: "BAREWIRE_SQLITE_OPT_PRESET",
    values: "modern, original",
    doc: "The defaults of all flags; `original` reproduces the design that this one came from.",
  },
  readAhead: {
    variable: "BAREWIRE_SQLITE_OPT_READ_AHEAD_MODE",
    values: "adaptive, bounded, legacy, none",
    doc: "How far a miss reads ahead: up to 256 pages, 64, 16 or none.",
  },
  adaptive: {
    variable: "BAREWIRE_SQLITE_OPT_ADAPTIVE_READ_AHEAD",
    values: "on, off",
    doc: "Off turns the read-ahead mode `adaptive` into `bounded`.",
  },
  cacheMode: {
    variable: "BAREWIRE_SQLITE_OPT_VFS_PAGE_CACHE_MODE",
    values: "all, target, startup, prefetch, off",
    doc: "Sets the three VFS_CACHE_ flags together; each of them overrides it.",
  },
};

/** `original` reproduces the counters of the design that this one came from. */
export type PagePreset = "original" | "modern";

const MODERN: PageFlags = {
  readAhead: "adaptive",
  trainOnHits: true,
  stride: true,
  markov: true,
  markovDeltas: 64,
  skipCached: true,
  backward: true,
  structure: true,
  planPrefetch: true,
  rowLookAhead: true,
  pipelining: true,
  pipelineMaxBytes: 16 * MIB,
  rangeReads: true,
  hints: true,
  hintFlush: true,
  hintsOnOpen: true,
  hintEarlyPages: true,
  hintHotPages: true,
  hintScanRanges: true,
  hintGaps: true,
  hintFeedback: true,
  preloadMaxBytes: MIB,
  preloadFirstPages: true,
  preloadFirstPageCount: 1,
  cacheBytes: 64 * MIB,
  cachePages: 500_000,
  protectedPages: 512,
  cacheTargets: true,
  cachePrefetched: true,
  cacheStartup: true,
  scanResistant: true,
  pagerCacheKib: 8192,
};

const ORIGINAL: PageFlags = {
  ...MODERN,
  markovDeltas: 0,
  skipCached: false,
  backward: false,
  structure: false,
  planPrefetch: false,
  rowLookAhead: false,
  pipelining: false,
  hintGaps: false,
  hintFeedback: false,
  cacheBytes: 50_000 * 4096,
  cachePages: 50_000,
  pagerCacheKib: 2000,
};

/** The values of all flags in a preset. Throws `invalid-option`. */
export function presetFlags(preset: PagePreset): PageFlags {
  checkArgument("preset", preset, isOneOf("modern", "original"));
  switch (preset) {
    case "modern":
      return MODERN;
    case "original":
      return ORIGINAL;
    default:
      return preset satisfies never;
  }
}

/** Returns the text of a variable, or undefined if it is not set. */
export type VariableReader = (name: string) => string | undefined;

/**
 * Reads the flags from environment variables, over the values of the preset. A switch is on unless
 * its value is one of 0, false, off, no, disabled, disable. A count that is not a number counts as
 * not set, and one that is too large is lowered to the largest value. It is called once per
 * process. Throws `invalid-option`.
 */
export function readPageFlags(read: VariableReader): PageFlags {
  checkArgument("read", read, isFunction);
  const text = (variable: string): string | undefined => {
    const value: unknown = read(variable);
    // A caller without types may return anything, of which only a text counts.
    const trimmed = typeof value === "string" ? value.trim().toLowerCase() : "";
    return trimmed === "" ? undefined : trimmed;
  };
  const { preset, readAhead, adaptive, cacheMode } = COMBINED_FLAGS;
  const defaults = presetFlags(text(preset.variable) === "original" ? "original" : "modern");
  const base = { ...defaults, ...cacheModes(text(cacheMode.variable), defaults) };
  const isAdaptive = readSwitch(text(adaptive.variable), defaults.readAhead === "adaptive");
  const values = TABLE_FLAGS.map((name) => {
    const value = text(PAGE_FLAGS[name].variable);
    return [name, readFlag(PAGE_FLAGS[name], value, base[name])];
  });
  return {
    ...base,
    ...Object.fromEntries(values),
    readAhead: readAheadMode(text(readAhead.variable), isAdaptive),
  };
}

function readAheadMode(value: string | undefined, adaptive: boolean): ReadAheadMode {
  if (value !== undefined && (value === "none" || OFF.has(value))) return "none";
  if (value === "bounded" || value === "legacy") return value;
  return adaptive ? "adaptive" : "bounded";
}

type CacheModes = Pick<PageFlags, "cacheTargets" | "cachePrefetched" | "cacheStartup">;

/** The pages that are cached in a mode; an unknown mode counts as `all`, which is the preset. */
function cacheModes(value: string | undefined, preset: CacheModes): CacheModes {
  if (value === undefined) return preset;
  if (OFF.has(value)) return { cacheTargets: false, cachePrefetched: false, cacheStartup: false };
  if (value !== "target" && value !== "startup" && value !== "prefetch") return preset;
  return {
    cacheTargets: true,
    cachePrefetched: value === "prefetch",
    cacheStartup: value === "startup",
  };
}
