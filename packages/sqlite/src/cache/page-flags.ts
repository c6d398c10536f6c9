/**
 * The switches of the page resolver: one for each mechanism, so that each can be measured alone.
 *
 * A switch is read from `BAREWIRE_SQLITE_OPT_` + its name, by a function that is passed in. A
 * boolean is on unless its value is one of 0, false, off, no, disabled, disable; a number that does
 * not parse is the preset's, and one that is too large the largest.
 */

/** How far a miss looks ahead; `legacy` is 16 pages, `bounded` 64, `adaptive` up to 256. */
export type ReadAheadMode = "none" | "legacy" | "bounded" | "adaptive";

export interface PageFlags {
  /** READ_AHEAD_MODE, and ADAPTIVE_READ_AHEAD=off makes `adaptive` `bounded`. */
  readonly readAhead: ReadAheadMode;
  /** CACHE_HIT_PREDICTOR_TRAINING */
  readonly trainOnHits: boolean;
  /** STRIDE_PREDICTION */
  readonly stride: boolean;
  /** MARKOV_PREDICTION */
  readonly markov: boolean;
  /** MARKOV_TABLE_DELTAS: how many distances the Markov table holds; 0 is without bound. */
  readonly markovDeltas: number;
  /** SKIP_CACHED_PREDICTIONS */
  readonly skipCached: boolean;
  /** BACKWARD_SCAN */
  readonly backward: boolean;
  /** STRUCTURE_PREFETCH */
  readonly structure: boolean;
  /** PIPELINED_READ_AHEAD */
  readonly pipelining: boolean;
  /** PIPELINE_MAX_BYTES: what one database may have in flight in the background. */
  readonly pipelineMaxBytes: number;
  /** RANGE_READS */
  readonly rangeReads: boolean;
  /** RECENT_PAGE_HINTS: the tracker; off gives empty snapshots. */
  readonly hints: boolean;
  /** PRELOAD_HINT_FLUSH */
  readonly hintFlush: boolean;
  /** PRELOAD_HINTS_ON_OPEN */
  readonly hintsOnOpen: boolean;
  /** PRELOAD_HINT_EARLY_PAGES */
  readonly hintEarlyPages: boolean;
  /** PRELOAD_HINT_HOT_PAGES */
  readonly hintHotPages: boolean;
  /** PRELOAD_HINT_SCAN_RANGES */
  readonly hintScanRanges: boolean;
  /** PRELOAD_HINT_GAPS: a range goes on over a gap of up to 8 pages, and keeps its head. */
  readonly hintGaps: boolean;
  /** PRELOAD_HINT_FEEDBACK: a preloaded page that was of no use is not hinted again. */
  readonly hintFeedback: boolean;
  /** STARTUP_PRELOAD_MAX_BYTES */
  readonly preloadMaxBytes: number;
  /** STARTUP_PRELOAD_FIRST_PAGES */
  readonly preloadFirstPages: boolean;
  /** STARTUP_PRELOAD_FIRST_PAGE_COUNT */
  readonly preloadFirstPageCount: number;
  /** VFS_PAGE_CACHE_BYTES: for all databases of the process. */
  readonly cacheBytes: number;
  /** VFS_PAGE_CACHE_CAPACITY_PAGES: a second limit, in pages. */
  readonly cachePages: number;
  /** VFS_PROTECTED_CACHE_PAGES: per database; 0 is off. */
  readonly protectedPages: number;
  /** VFS_CACHE_FETCHED_PAGES, and VFS_PAGE_CACHE_MODE. */
  readonly cacheTargets: boolean;
  /** VFS_CACHE_PREFETCHED_PAGES, and VFS_PAGE_CACHE_MODE. */
  readonly cachePrefetched: boolean;
  /** VFS_CACHE_STARTUP_PRELOADED_PAGES, and VFS_PAGE_CACHE_MODE. */
  readonly cacheStartup: boolean;
  /** VFS_SCAN_RESISTANT_CACHE */
  readonly scanResistant: boolean;
  /** PAGER_CACHE_SIZE_KIB: SQLite's own cache, per database. */
  readonly pagerCacheKib: number;
}

/** Names a preset. `original` gives the counters of the design that this one came from. */
export type PagePreset = "original" | "modern";

const MIB = 1024 * 1024;

const MODERN: PageFlags = {
  readAhead: "adaptive",
  trainOnHits: true,
  stride: true,
  markov: true,
  markovDeltas: 64,
  skipCached: true,
  backward: true,
  structure: true,
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
  pipelining: false,
  hintGaps: false,
  hintFeedback: false,
  cacheBytes: 50_000 * 4096,
  cachePages: 50_000,
  pagerCacheKib: 2000,
};

/** All switches of a preset. */
export function presetFlags(preset: PagePreset): PageFlags {
  switch (preset) {
    case "modern":
      return MODERN;
    case "original":
      return ORIGINAL;
    default:
      return preset satisfies never;
  }
}

/** Gives the text of a variable, or undefined where it is not set. */
export type VariableReader = (name: string) => string | undefined;

const PREFIX = "BAREWIRE_SQLITE_OPT_";
const OFF: ReadonlySet<string> = new Set(["0", "false", "off", "no", "disabled", "disable"]);

/**
 * The switches of the environment, over those of the preset (PRESET: `modern` or `original`).
 * Call it once per process; tests pass a reader of their own.
 */
export function readPageFlags(read: VariableReader): PageFlags {
  const text = (name: string): string | undefined => {
    const value = read(PREFIX + name)
      ?.trim()
      .toLowerCase();
    return value === "" ? undefined : value;
  };
  const preset = presetFlags(text("PRESET") === "original" ? "original" : "modern");
  const flag = (name: string, usual: boolean): boolean => {
    const value = text(name);
    return value === undefined ? usual : !OFF.has(value);
  };
  const count = (name: string, usual: number, max: number): number =>
    readCount(text(name), usual, max);
  const cached = cacheModes(text("VFS_PAGE_CACHE_MODE"), preset);
  return {
    readAhead: readAheadMode(
      text("READ_AHEAD_MODE"),
      flag("ADAPTIVE_READ_AHEAD", preset.readAhead === "adaptive"),
    ),
    trainOnHits: flag("CACHE_HIT_PREDICTOR_TRAINING", preset.trainOnHits),
    stride: flag("STRIDE_PREDICTION", preset.stride),
    markov: flag("MARKOV_PREDICTION", preset.markov),
    markovDeltas: count("MARKOV_TABLE_DELTAS", preset.markovDeltas, 4096),
    skipCached: flag("SKIP_CACHED_PREDICTIONS", preset.skipCached),
    backward: flag("BACKWARD_SCAN", preset.backward),
    structure: flag("STRUCTURE_PREFETCH", preset.structure),
    pipelining: flag("PIPELINED_READ_AHEAD", preset.pipelining),
    pipelineMaxBytes: count("PIPELINE_MAX_BYTES", preset.pipelineMaxBytes, 256 * MIB),
    rangeReads: flag("RANGE_READS", preset.rangeReads),
    hints: flag("RECENT_PAGE_HINTS", preset.hints),
    hintFlush: flag("PRELOAD_HINT_FLUSH", preset.hintFlush),
    hintsOnOpen: flag("PRELOAD_HINTS_ON_OPEN", preset.hintsOnOpen),
    hintEarlyPages: flag("PRELOAD_HINT_EARLY_PAGES", preset.hintEarlyPages),
    hintHotPages: flag("PRELOAD_HINT_HOT_PAGES", preset.hintHotPages),
    hintScanRanges: flag("PRELOAD_HINT_SCAN_RANGES", preset.hintScanRanges),
    hintGaps: flag("PRELOAD_HINT_GAPS", preset.hintGaps),
    hintFeedback: flag("PRELOAD_HINT_FEEDBACK", preset.hintFeedback),
    preloadMaxBytes: count("STARTUP_PRELOAD_MAX_BYTES", preset.preloadMaxBytes, 8 * MIB),
    preloadFirstPages: flag("STARTUP_PRELOAD_FIRST_PAGES", preset.preloadFirstPages),
    preloadFirstPageCount: count(
      "STARTUP_PRELOAD_FIRST_PAGE_COUNT",
      preset.preloadFirstPageCount,
      256,
    ),
    cacheBytes: count("VFS_PAGE_CACHE_BYTES", preset.cacheBytes, 4096 * MIB),
    cachePages: count("VFS_PAGE_CACHE_CAPACITY_PAGES", preset.cachePages, 500_000),
    protectedPages: count("VFS_PROTECTED_CACHE_PAGES", preset.protectedPages, 8192),
    cacheTargets: flag("VFS_CACHE_FETCHED_PAGES", cached.cacheTargets),
    cachePrefetched: flag("VFS_CACHE_PREFETCHED_PAGES", cached.cachePrefetched),
    cacheStartup: flag("VFS_CACHE_STARTUP_PRELOADED_PAGES", cached.cacheStartup),
    scanResistant: flag("VFS_SCAN_RESISTANT_CACHE", preset.scanResistant),
    pagerCacheKib: count("PAGER_CACHE_SIZE_KIB", preset.pagerCacheKib, 262_144),
  };
}

function readCount(value: string | undefined, usual: number, max: number): number {
  if (value === undefined || !/^\d{1,15}$/.test(value)) return usual;
  return Math.min(Number(value), max);
}

function readAheadMode(value: string | undefined, adaptive: boolean): ReadAheadMode {
  if (value !== undefined && (value === "none" || OFF.has(value))) return "none";
  if (value === "bounded" || value === "legacy") return value;
  return adaptive ? "adaptive" : "bounded";
}

type CacheModes = Pick<PageFlags, "cacheTargets" | "cachePrefetched" | "cacheStartup">;

/** The combined switch: off, target, startup, prefetch or all. */
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
