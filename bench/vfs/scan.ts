/**
 * Compares cold scans of 50 MiB from LMDB in another process with scans of cached pages: five of
 * each in turns for each round-trip time, so that the load of the machine affects both.
 */

import type { Database, PageFlags, SharedRuntime } from "@barewire/sqlite";
import { MIGRATIONS, readAll, rowCountsOf, writePayload } from "../cold-start/actor/data-set.js";
import { tableRow } from "../results.js";
import { environmentOf, openAt, pingMs } from "./far-server.js";
import { type Measured, measured, medianOf } from "./measured.js";
import { type LongestTurn, longestTurn } from "./turn-probe.js";

const ACTOR = "scan";
const ROWS = rowCountsOf(50 * 1_048_576).payload;
const TRANSACTION_BYTES = 65_536;
const ROUNDS = 5;
/** The size of SQLite's own cache in KiB: far less than the table. */
const PAGER_CACHE_KIB = 2_000;
const ROUND_TRIPS_MS = [0, 20, 50];
/**
 * The scans before the first that counts, with each set of flags. During the first ones the system
 * backs the slab with memory, and V8 compiles both sides again and again: a cold scan after 20
 * others takes a quarter longer than after 60. That is not the cost of pages.
 */
const WARM_UP_ROUNDS = 60;
/** After this time the server has compacted what was written, which takes CPU time of its own. */
const SETTLE_MS = 10_000;

type Variant = {
  readonly name: string;
  readonly flags: Partial<PageFlags>;
  readonly rounds: number;
};

const VARIANTS: readonly Variant[] = [
  { name: "all on", flags: {}, rounds: ROUNDS },
  { name: "without pipelining", flags: { pipelineMaxBytes: 0 }, rounds: 1 },
  { name: "without hints", flags: { hints: false, hintsOnOpen: false }, rounds: 1 },
];

export type ScanRow = {
  readonly variant: string;
  readonly rttMs: number;
  /** The time of a request for one page over the same link. */
  readonly pingMs: number;
  readonly openMs: number;
  readonly cold: Measured;
  readonly hot: Measured;
  /** The longest turn in cold scans that were not timed. */
  readonly turn: LongestTurn;
  /** The limit is 2 x hot + 8 x round trip. */
  readonly limitMs: number;
  readonly coldMs: readonly number[];
  readonly hotMs: readonly number[];
};

export async function benchScans(url: string): Promise<readonly ScanRow[]> {
  await fill(url);
  const rows: ScanRow[] = [];
  for (const variant of VARIANTS) {
    const { flags } = variant;
    const runtime = await environmentOf({ pagerCacheKib: PAGER_CACHE_KIB, ...flags });
    await warmUp(url, runtime);
    for (const rttMs of ROUND_TRIPS_MS) rows.push(await scan(url, rttMs, variant, runtime));
  }
  return rows;
}

async function fill(url: string): Promise<void> {
  const runtime = await environmentOf({ pagerCacheKib: PAGER_CACHE_KIB });
  const { database } = await openAt(url, ACTOR, 0, runtime);
  const start = performance.now();
  await database.execute(MIGRATIONS.payload);
  await writePayload(database, ROWS, TRANSACTION_BYTES);
  console.log(`filled in ${(performance.now() - start).toFixed(0)} ms`);
  await database.close();
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
}

function read(database: Database): Promise<void> {
  return readAll(database, ROWS);
}

async function warmUp(url: string, runtime: SharedRuntime): Promise<void> {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    const { database } = await openAt(url, ACTOR, 0, runtime);
    for (const _ of ["cold", "hot"]) await measured(database, read);
    await database.close();
  }
}

async function scan(
  url: string,
  rttMs: number,
  { name, rounds }: Variant,
  runtime: SharedRuntime,
): Promise<ScanRow> {
  const cold: Measured[] = [];
  const hot: Measured[] = [];
  let openMs = 0;
  for (let round = 0; round < rounds; round++) {
    const opened = await openAt(url, ACTOR, rttMs, runtime);
    openMs = opened.openMs;
    cold.push(await measured(opened.database, read));
    hot.push(await measured(opened.database, read));
    await opened.database.close();
  }
  const turns: LongestTurn[] = [];
  for (let round = 0; round < rounds; round++) {
    const { database } = await openAt(url, ACTOR, rttMs, runtime);
    turns.push(await longestTurn(() => read(database)));
    await database.close();
  }
  const medianHot = medianOf(hot);
  if (medianHot.misses > 0) throw new Error("a hot scan has missed pages");
  const row: ScanRow = {
    variant: name,
    rttMs,
    pingMs: await pingMs(url, rttMs),
    openMs,
    cold: medianOf(cold),
    hot: medianHot,
    turn: {
      blockedMs: Math.max(...turns.map(({ blockedMs }) => blockedMs)),
      busyMs: Math.max(...turns.map(({ busyMs }) => busyMs)),
    },
    limitMs: 2 * medianHot.ms + 8 * rttMs,
    coldMs: cold.map(({ ms }) => ms),
    hotMs: hot.map(({ ms }) => ms),
  };
  const { cold: median, limitMs } = row;
  console.log(
    `${name}, ${rttMs} ms: cold ${median.ms.toFixed(0)}, hot ${medianHot.ms.toFixed(0)}, ` +
      `limit ${limitMs.toFixed(0)} ms, ${median.calls} calls`,
  );
  return row;
}

export function scanTable(rows: readonly ScanRow[]): string {
  const lines = rows.map((row) => {
    const { cold, hot, turn } = row;
    const cells = [
      row.variant,
      `${row.rttMs} (${row.pingMs.toFixed(1)})`,
      cold.ms.toFixed(0),
      hot.ms.toFixed(0),
      row.limitMs.toFixed(0),
      cold.waitedMs.toFixed(0),
      cold.calls,
      cold.rangeCalls,
      cold.pages,
      cold.prefetched,
      cold.used,
      cold.wasted,
      (cold.bytes / 1e6).toFixed(1),
      cold.hits,
      cold.misses,
      `${turn.blockedMs.toFixed(0)} / ${turn.busyMs.toFixed(0)}`,
    ];
    return tableRow(cells);
  });
  return `## Cold scans of 50 MiB

3,200 rows of 16 KiB, read in windows of 64 rows; SQLite's own cache has ${PAGER_CACHE_KIB} KiB.
Cold: just opened; hot: the same again, every page in the slab. Medians of ${ROUNDS}; of one, where
something is switched off. The round trip is injected into the link; in brackets what a
request for one page takes. The limit is 2 x hot + 8 x round trip. Blocked: the longest turn of the
host's event loop in as many cold scans more, by the clock and by what it computed. All after
${WARM_UP_ROUNDS} scans of each kind that do not count. Times in milliseconds.

${tableHead(COLUMNS)}
${lines.join("\n")}
`;
}

const COLUMNS = [
  "round trip",
  "cold",
  "hot",
  "limit",
  "waited",
  "calls",
  "ranges",
  "pages",
  "prefetched",
  "used",
  "wasted",
  "MB",
  "hits",
  "misses",
  "blocked",
];

function tableHead(columns: readonly string[]): string {
  return `| | ${columns.join(" | ")} |\n| --- |${columns.map(() => " ---: |").join("")}`;
}
