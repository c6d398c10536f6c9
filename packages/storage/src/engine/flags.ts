/**
 * `StorageFlags`: flags for measuring what an optimization is worth, and for turning one off in an
 * emergency. Every flag has one declaration, from which it is read and docs/options.md is printed.
 * The environment is read once.
 */

/** The values of the flags, which `STORAGE_FLAGS` documents. */
export type StorageFlags = {
  readonly dedupGetPagesMeta: boolean;
  readonly rangeReads: boolean;
  readonly batchChunkReads: boolean;
  readonly decodedLtxCache: boolean;
  readonly startupPreloadMaxSize: number;
  readonly startupPreloadFirstPages: boolean;
  readonly startupPreloadFirstPageCount: number;
  readonly preloadHintsOnOpen: boolean;
  readonly preloadHintHotPages: boolean;
  readonly preloadHintEarlyPages: boolean;
  readonly preloadHintScanRanges: boolean;
  readonly disableCompaction: boolean;
};

const MIB = 1_048_576;

/** A flag: its environment variable, its default, and for a count its largest value. */
export type StorageFlag = { readonly variable: string; readonly doc: string } & (
  | { readonly kind: "switch"; readonly usual: boolean }
  | {
      readonly kind: "count";
      readonly usual: number;
      readonly max: number;
      readonly unit: string;
    }
);

export const STORAGE_FLAGS: { readonly [Name in keyof StorageFlags]: StorageFlag } = {
  dedupGetPagesMeta: {
    variable: "BAREWIRE_SQLITE_OPT_DEDUP_GET_PAGES_META",
    kind: "switch",
    usual: true,
    doc: "A read returns the META record that it has read, instead of reading it again.",
  },
  rangeReads: {
    variable: "BAREWIRE_SQLITE_OPT_RANGE_READS",
    kind: "switch",
    usual: true,
    doc: "Range reads are handled; off, they are rejected.",
  },
  batchChunkReads: {
    variable: "BAREWIRE_SQLITE_OPT_BATCH_CHUNK_READS",
    kind: "switch",
    usual: true,
    doc: "The chunks of a value are read with one range read.",
  },
  decodedLtxCache: {
    variable: "BAREWIRE_SQLITE_OPT_DECODED_LTX_CACHE",
    kind: "switch",
    usual: true,
    doc: "Inflated pages are cached in memory.",
  },
  startupPreloadMaxSize: {
    variable: "BAREWIRE_SQLITE_OPT_STARTUP_PRELOAD_MAX_BYTES",
    kind: "count",
    usual: MIB,
    max: 8 * MIB,
    unit: "bytes",
    doc: "The bytes that are preloaded when a database is opened; 0 for none.",
  },
  startupPreloadFirstPages: {
    variable: "BAREWIRE_SQLITE_OPT_STARTUP_PRELOAD_FIRST_PAGES",
    kind: "switch",
    usual: true,
    doc: "Preloads the first pages of the database.",
  },
  startupPreloadFirstPageCount: {
    variable: "BAREWIRE_SQLITE_OPT_STARTUP_PRELOAD_FIRST_PAGE_COUNT",
    kind: "count",
    usual: 1,
    max: 256,
    unit: "pages",
    doc: "The number of first pages that are preloaded.",
  },
  preloadHintsOnOpen: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINTS_ON_OPEN",
    kind: "switch",
    usual: true,
    doc: "Loads the hinted pages when a database is opened.",
  },
  preloadHintHotPages: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_HOT_PAGES",
    kind: "switch",
    usual: true,
    doc: "Loads hinted pages that were read often.",
  },
  preloadHintEarlyPages: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_EARLY_PAGES",
    kind: "switch",
    usual: true,
    doc: "Loads hinted pages that were read first after opening.",
  },
  preloadHintScanRanges: {
    variable: "BAREWIRE_SQLITE_OPT_PRELOAD_HINT_SCAN_RANGES",
    kind: "switch",
    usual: true,
    doc: "Loads hinted ranges that were scanned.",
  },
  disableCompaction: {
    variable: "BAREWIRE_SQLITE_OPT_DISABLE_COMPACTION",
    kind: "switch",
    usual: false,
    doc: "Turns compaction off.",
  },
};

const OFF: ReadonlySet<string> = new Set(["0", "false", "off", "no", "disabled", "disable"]);

/** Returns the text of an environment variable, or `undefined` if it is not set. */
export type ReadVariable = (name: string) => string | undefined;

/**
 * Reads the flags. A switch is off if its value is one of 0, false, off, no, disabled, disable. A
 * count that is not a number counts as not set, and one that is too large is lowered to the
 * maximum.
 */
export function readStorageFlags(read: ReadVariable): StorageFlags {
  const values = Object.entries(STORAGE_FLAGS).map(([name, flag]) => [
    name,
    readFlag(flag, read(flag.variable)),
  ]);
  // Every name of the table has a value of the kind that it declares.
  return Object.fromEntries(values) as StorageFlags;
}

/** The flags if no variable is set. */
export const DEFAULT_STORAGE_FLAGS: StorageFlags = readStorageFlags(() => undefined);

function readFlag(flag: StorageFlag, value: string | undefined): boolean | number {
  const text = value?.trim().toLowerCase();
  switch (flag.kind) {
    case "switch":
      return text === undefined ? flag.usual : !OFF.has(text);
    case "count":
      return /^\d{1,15}$/.test(text ?? "") ? Math.min(Number(text), flag.max) : flag.usual;
    default:
      return flag satisfies never;
  }
}
