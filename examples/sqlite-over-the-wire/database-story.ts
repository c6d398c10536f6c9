/** A table is written, closed, opened again with nothing in memory, and scanned. */

import {
  createSharedRuntime,
  type Database,
  type DatabaseMetrics,
  DEFAULT_PAGE_FLAGS,
  openDatabase,
} from "@barewire/sqlite";
import { tell } from "../tell.js";
import { megabytes, milliseconds, number, table, timed } from "./figures.js";

const CREATE = "CREATE TABLE reading (id INTEGER PRIMARY KEY, sensor TEXT, trace BLOB)";
const INSERT = `INSERT INTO reading (sensor, trace)
  WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter LIMIT ?)
  SELECT 'sensor ' || n % 7, randomblob(1000) FROM counter`;
const SCAN = "SELECT count(*) AS rows, sum(length(trace)) AS bytes FROM reading";

/** The round trip of a network between two cities. */
const ROUND_TRIP_MS = 20;

/** `workerUrl` is the URL of the worker of a database. */
export async function tellDatabase(url: string, workerUrl: URL): Promise<void> {
  const usual = createSharedRuntime({ workerUrl, flags: DEFAULT_PAGE_FLAGS });
  const open = (runtime = usual): Promise<Database> =>
    openDatabase({ url, namespace: "example", actor: "ada", runtime });

  tell("A database over the wire", [
    "barewire-server runs in a process of its own and keeps databases in LMDB, in an empty folder.",
    `It listens at ${url}. openDatabase connects, and SQLite runs here, in a worker.`,
  ]);
  await tellWriting(await open());

  const ahead = await scan(await open());
  tell("B. Closed and opened again, so that no page is here any more, and scanned", [
    SCAN,
    table([openingRow(ahead.pages.sources), ...scanRows(ahead)]),
    `SQLite read ${number(ahead.pages.requested)} pages and waited for ` +
      `${number(ahead.pages.misses)} of them: the others were here before it asked.`,
  ]);

  const flags = { ...DEFAULT_PAGE_FLAGS, ...READ_AHEAD_OFF };
  const alone = await scan(await open(createSharedRuntime({ workerUrl, flags })));
  tell("C. The same without read-ahead: a request for every page, and SQLite waits for each", [
    table(scanRows(alone)),
    `The server is near. Where a round trip takes ${ROUND_TRIP_MS} ms, waiting alone would take`,
    table([
      [
        "without read-ahead",
        `${seconds(alone.pages.misses)} for ${number(alone.pages.misses)} waits`,
      ],
      [
        "with it, at most",
        `${seconds(ahead.pages.misses)} for ${number(ahead.pages.misses)} waits`,
      ],
    ]),
  ]);
}

/** The flags that turn off all prefetching, so that only demand fetches are left. */
const READ_AHEAD_OFF = {
  readAhead: false,
  hints: false,
  hintsOnOpen: false,
} as const;

async function tellWriting(database: Database): Promise<void> {
  await database.execute(CREATE);
  const { value, ms } = await timed(() => database.run(INSERT, [2_000]));
  const { engine } = await database.metrics();
  await database.close();
  tell("A. A table is written", [
    [CREATE, ...INSERT.split("\n")],
    table([
      ["rows", number(value.changes)],
      ["commits", `${number(engine.atomicCommits)}: the empty table, then all rows`],
      ["pages written", number(engine.committedPages)],
      ["time", milliseconds(ms)],
    ]),
  ]);
}

type Scan = DatabaseMetrics & { readonly ms: number; readonly row: object | undefined };

async function scan(database: Database): Promise<Scan> {
  const { value, ms } = await timed(() => database.get(SCAN));
  const metrics = await database.metrics();
  await database.close();
  return { ...metrics, ms, row: value };
}

type Row = readonly [name: string, value: string];

function scanRows({ pages, row, ms }: Scan): readonly Row[] {
  return [
    ["answer", JSON.stringify(row)],
    ["pages that SQLite read", number(pages.requested)],
    ["in the cache already (hits)", number(pages.hits)],
    ["waited for (misses)", number(pages.misses)],
    ["requests to the server", `${number(pages.calls)}, ${number(pages.rangeCalls)} for a range`],
    ["pages that they brought", number(pages.pagesFetched)],
    ["before SQLite asked (prefetched)", number(pages.pagesPrefetched)],
    ["bytes of pages", megabytes(pages.bytesFetched)],
    ["time", milliseconds(ms)],
  ];
}

/** The pages in the response to the opening need no request of their own. */
function openingRow({ first, hint }: DatabaseMetrics["pages"]["sources"]): Row {
  return ["pages that came with the opening", number(first.fetched + hint.fetched)];
}

function seconds(roundTrips: number): string {
  return `${((roundTrips * ROUND_TRIP_MS) / 1_000).toFixed(2)} s`;
}
