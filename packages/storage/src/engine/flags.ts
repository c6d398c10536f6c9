/**
 * `StorageFlags`: switches for measuring what an optimization is worth, and for turning one off in
 * an emergency. Read once; all are named BAREWIRE_SQLITE_OPT_ and what stands at each.
 */

export type StorageFlags = {
  /** DEDUP_GET_PAGES_META: a read answers the META it has read, without reading it once more. */
  readonly dedupGetPagesMeta: boolean;
  /** RANGE_READS: range reads are answered; off, they are refused. */
  readonly rangeReads: boolean;
  /** BATCH_CHUNK_READS: the chunks of a value come with one read. */
  readonly batchChunkReads: boolean;
  /** DECODED_LTX_CACHE: inflated pages are kept in memory. */
  readonly decodedLtxCache: boolean;
  /** STARTUP_PRELOAD_MAX_BYTES: 1 MiB, at most 8 MiB; 0 for no pages at all. */
  readonly startupPreloadMaxSize: number;
  /** STARTUP_PRELOAD_FIRST_PAGES. */
  readonly startupPreloadFirstPages: boolean;
  /** STARTUP_PRELOAD_FIRST_PAGE_COUNT: 1, at most 256. */
  readonly startupPreloadFirstPageCount: number;
  /** PRELOAD_HINTS_ON_OPEN: the stored hints are read at all. */
  readonly preloadHintsOnOpen: boolean;
  /** PRELOAD_HINT_HOT_PAGES. */
  readonly preloadHintHotPages: boolean;
  /** PRELOAD_HINT_EARLY_PAGES. */
  readonly preloadHintEarlyPages: boolean;
  /** PRELOAD_HINT_SCAN_RANGES. */
  readonly preloadHintScanRanges: boolean;
  /** DISABLE_COMPACTION, off by default. */
  readonly disableCompaction: boolean;
};

const PREFIX = "BAREWIRE_SQLITE_OPT_";
const FALSE_VALUES: ReadonlySet<string> = new Set([
  "0",
  "false",
  "off",
  "no",
  "disabled",
  "disable",
]);
const MIB = 1_048_576;

/** Gives the text of a variable of the environment, `undefined` where it is not set. */
export type ReadVariable = (name: string) => string | undefined;

/** False words are `0 false off no disabled disable`; what is no number counts as not set. */
export function readStorageFlags(read: ReadVariable): StorageFlags {
  const flag = (name: string, defaultValue: "on" | "off") =>
    readSwitch(read(PREFIX + name) ?? defaultValue);
  const count = (name: string, defaultValue: number, max: number) => {
    return readCount(read(PREFIX + name), defaultValue, max);
  };
  return {
    dedupGetPagesMeta: flag("DEDUP_GET_PAGES_META", "on"),
    rangeReads: flag("RANGE_READS", "on"),
    batchChunkReads: flag("BATCH_CHUNK_READS", "on"),
    decodedLtxCache: flag("DECODED_LTX_CACHE", "on"),
    startupPreloadMaxSize: count("STARTUP_PRELOAD_MAX_BYTES", MIB, 8 * MIB),
    startupPreloadFirstPages: flag("STARTUP_PRELOAD_FIRST_PAGES", "on"),
    startupPreloadFirstPageCount: count("STARTUP_PRELOAD_FIRST_PAGE_COUNT", 1, 256),
    preloadHintsOnOpen: flag("PRELOAD_HINTS_ON_OPEN", "on"),
    preloadHintHotPages: flag("PRELOAD_HINT_HOT_PAGES", "on"),
    preloadHintEarlyPages: flag("PRELOAD_HINT_EARLY_PAGES", "on"),
    preloadHintScanRanges: flag("PRELOAD_HINT_SCAN_RANGES", "on"),
    disableCompaction: flag("DISABLE_COMPACTION", "off"),
  };
}

/** Flags as they are where nothing is set. */
export const DEFAULT_STORAGE_FLAGS: StorageFlags = readStorageFlags(() => undefined);

function readSwitch(text: string): boolean {
  return !FALSE_VALUES.has(text.trim().toLowerCase());
}

function readCount(text: string | undefined, defaultValue: number, max: number): number {
  const trimmed = text?.trim() ?? "";
  return /^\d{1,15}$/.test(trimmed) ? Math.min(Number(trimmed), max) : defaultValue;
}
