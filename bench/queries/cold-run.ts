/** Runs a query on a database that has just been opened, and counts what that takes. */

import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import type { PageStore } from "../../packages/sqlite/src/page-store.js";
import { openRecoveringEngine } from "../../packages/sqlite/src/sqlite/crash-recovery.js";
import type { SqlValue } from "../../packages/sqlite/src/sqlite/sql-value.js";
import {
  createSqliteInstance,
  type SqliteInstance,
} from "../../packages/sqlite/src/sqlite/sqlite-instance.js";
import { referenceModule } from "../../test/vfs/reference-database.js";
import { PAGE_SIZE, type PageImage } from "./page-image.js";
import type { ColdQuery } from "./query-set.js";
import type { WireCounts } from "./simulated-wire.js";
import type { ColdPages, Strategy } from "./strategies.js";

export interface ColdRun extends WireCounts {
  /** The round trips from the open to the first row, those of the open itself left out. */
  readonly firstRowRoundTrips: number;
  readonly rows: readonly (readonly SqlValue[])[];
  /** The pages that SQLite has read, in the order of their first reads. */
  readonly touched: readonly number[];
  /** Every page that SQLite has read from its file, in order. */
  readonly reads: readonly number[];
  /** The time of all, in which nothing waits for a network. */
  readonly computedMs: number;
}

const ALL_ROWS = 1_000_000;
/** SQLite's own cache is large enough that each page is read from its file about once. */
const PAGER_CACHE_KIB = 8_192;
/** Large enough for any commit in one message. */
const MAX_DELTA_BYTES = 1 << 26;

export async function runCold(
  query: ColdQuery,
  image: PageImage,
  strategy: Strategy,
  pagerCacheKib: number = PAGER_CACHE_KIB,
): Promise<ColdRun> {
  const pages = strategy.open(image);
  const reads: number[] = [];
  const engine = await openRecoveringEngine({
    sqlite: await sharedInstance(),
    store: storeOver(pages, reads),
    clock: SYSTEM_CLOCK,
    settings: {
      pageSize: PAGE_SIZE,
      dbSizePages: image.pageCount,
      maxDeltaBytes: MAX_DELTA_BYTES,
      pagerCacheKib,
      batchAtomicCheck: "unknown-builds",
    },
    onProgress: () => 0,
    restart: sharedInstance,
  });
  const startMs = performance.now();
  const rows: (readonly SqlValue[])[] = [];
  let firstRowRoundTrips: number | undefined;
  if (query.before !== undefined) {
    const sql = { sql: query.before, parameters: [] } as const;
    await engine.call("query", {
      ...sql,
      maxRows: 1,
      integers: "auto",
      rest: "kept",
      place: "alone",
    });
  }
  for (const parameters of query.runs) {
    const statement = {
      sql: query.sql,
      parameters,
      integers: "auto",
      rest: "kept",
      place: "alone",
    } as const;
    const first = await engine.call("query", { ...statement, maxRows: ALL_ROWS });
    firstRowRoundTrips ??= pages.wire.counts.roundTrips;
    for (const row of first.rows) rows.push(row);
    for (let { cursor } = first; cursor !== null; ) {
      const batch = await engine.call("next", { cursor, maxRows: ALL_ROWS, integers: "auto" });
      for (const row of batch.rows) rows.push(row);
      cursor = batch.cursor;
    }
  }
  const computedMs = performance.now() - startMs;
  const { counts } = pages.wire;
  await engine.call("close", {});
  const touched = [...new Set(reads)];
  return {
    ...counts,
    firstRowRoundTrips: firstRowRoundTrips ?? 0,
    rows,
    touched,
    reads,
    computedMs,
  };
}

let instance: Promise<SqliteInstance> | null = null;

/** One SQLite for all runs, none of which leaves anything in it. */
function sharedInstance(): Promise<SqliteInstance> {
  instance ??= referenceModule().then((module) =>
    createSqliteInstance({
      module,
      waits: "blocking",
      clock: SYSTEM_CLOCK,
      random: SYSTEM_RANDOM,
      mode: "unknown-builds",
    }),
  );
  return instance;
}

function storeOver(pages: ColdPages, reads: number[]): PageStore {
  const refuse = (): never => {
    throw new Error("a cold query has written by stages");
  };
  return {
    isFenced: false,
    copy: (pgno, from, until, heap, offset) => {
      reads.push(pgno);
      const page = pages.read(pgno);
      heap().set(page.subarray(from, until), offset);
    },
    followStatement: (run) => pages.followStatement(run),
    readCached: () => false,
    // SQLite keeps what it has written, and what follows is the close.
    commit: () => undefined,
    settle: refuse,
    stageBegin: refuse,
    stage: refuse,
    stageFinalize: refuse,
    install: refuse,
    truncate: refuse,
  };
}
