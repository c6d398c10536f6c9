/**
 * Workloads other than a forward scan, with and without the mechanisms that should help them.
 */

import type { Database, PageFlags } from "@barewire/sqlite";
import { median } from "../measure.js";
import { tableRow } from "../results.js";
import { environmentOf, openAt } from "./far-server.js";
import { type Measured, measured } from "./measured.js";

type Workload = {
  readonly name: string;
  readonly fill: (database: Database) => Promise<void>;
  readonly read: (database: Database) => Promise<void>;
  readonly variants: { readonly [name: string]: Partial<PageFlags> };
};

const MIB = 1024 * 1024;
const ROW_BYTES = 2_048;
const ROWS_PER_INSERT = 128;
const POINTS = 1_000;
const ROUNDS = 7;
const REVERSE_ROWS = 2_000_000;
const IDS_PER_QUERY = 64;

/** Hints are off in all variants, so that none profits from what another has read. */
const WITHOUT_HINTS: Partial<PageFlags> = { hints: false, hintsOnOpen: false };
const WITHOUT_READ_AHEAD: Partial<PageFlags> = { readAhead: false };

const SCATTERED: Workload["variants"] = {
  "all on": {},
  "without rest": { restPrefetch: false },
  "without structure": { structure: false },
  "without read-ahead": WITHOUT_READ_AHEAD,
};

const WORKLOADS: readonly Workload[] = [
  ...[2, 16].flatMap((mebibytes): readonly Workload[] => [
    {
      name: `index to table, ${mebibytes} MiB`,
      fill: (database) => fillDocuments(database, (mebibytes * MIB) / ROW_BYTES),
      read: readByKey,
      variants: SCATTERED,
    },
    {
      name: `${POINTS} random rows of ${mebibytes} MiB`,
      fill: (database) => fillDocuments(database, (mebibytes * MIB) / ROW_BYTES),
      read: readRandomRows,
      variants: SCATTERED,
    },
  ]),
  {
    name: "backwards over 4,416 pages",
    fill: fillMarkers,
    read: readBackwards,
    variants: {
      "all on": {},
      "without pipelining": { pipelineMaxBytes: 0 },
      "without read-ahead": WITHOUT_READ_AHEAD,
    },
  },
];

export type WorkloadRow = Measured & { readonly workload: string; readonly variant: string };

export async function benchWorkloads(url: string): Promise<readonly WorkloadRow[]> {
  const rows: WorkloadRow[] = [];
  for (const [index, { name, fill, read, variants }] of WORKLOADS.entries()) {
    const actor = `workload-${index}`;
    const environment = await environmentOf(WITHOUT_HINTS);
    const { database } = await openAt(url, actor, 0, environment);
    await fill(database);
    await database.close();
    const runs = new Map<string, Measured[]>(Object.keys(variants).map((key) => [key, []]));
    for (let round = 0; round < ROUNDS; round++) {
      // In turns, because the code of the host and of the server gets faster with each run.
      for (const [variant, flags] of Object.entries(variants)) {
        runs.get(variant)?.push(await readOnce(url, actor, read, flags));
      }
    }
    for (const [variant, measured] of runs) {
      const [last] = measured.slice(-1);
      if (last === undefined) continue;
      const row = { workload: name, variant, ...last, ms: median(measured.map(({ ms }) => ms)) };
      console.log(`${name}, ${variant}: ${row.calls} calls, ${row.pages} pages`);
      rows.push(row);
    }
  }
  return rows;
}

async function readOnce(
  url: string,
  actor: string,
  read: Workload["read"],
  flags: Partial<PageFlags>,
): Promise<Measured> {
  const environment = await environmentOf({ ...WITHOUT_HINTS, ...flags });
  const { database } = await openAt(url, actor, 0, environment);
  try {
    return await measured(database, read);
  } finally {
    await database.close();
  }
}

/**
 * The keys are spread over the rows, so that the order of the index differs from that of the table.
 */
async function fillDocuments(database: Database, count: number): Promise<void> {
  await database.execute(`
    CREATE TABLE docs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      external_key TEXT NOT NULL UNIQUE,
      rank INTEGER NOT NULL,
      tenant INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE INDEX docs_by_key ON docs (external_key, rank);
    CREATE INDEX docs_by_tenant ON docs (tenant, rank);
  `);
  for (let first = 0; first < count; first += ROWS_PER_INSERT) {
    await database.run(
      `WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2 - 1)
       INSERT INTO docs (external_key, rank, tenant, body)
       SELECT printf('%08x', (i * 2654435761) & 0xffffffff), i, i % 128,
              hex(randomblob(${ROW_BYTES / 2})) FROM n`,
      [first, Math.min(count, first + ROWS_PER_INSERT)],
    );
  }
}

async function readByKey(database: Database): Promise<void> {
  await database.all(`
    SELECT external_key, rank, length(body) AS size FROM docs INDEXED BY docs_by_key
    ORDER BY external_key, rank
  `);
}

async function readRandomRows(database: Database): Promise<void> {
  const { count = 1 } =
    (await database.get<{ count: number }>("SELECT MAX(id) AS count FROM docs")) ?? {};
  let state = 1;
  for (let point = 0; point < POINTS; point++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const id = 1 + (Math.floor(state / 8) % count);
    await database.get("SELECT length(body) AS size FROM docs WHERE id = ?", [id]);
  }
}

async function fillMarkers(database: Database): Promise<void> {
  await database.execute("CREATE TABLE markers (id INTEGER PRIMARY KEY, marker INTEGER NOT NULL)");
  await database.run(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${REVERSE_ROWS})
     INSERT INTO markers SELECT i, 1 FROM n`,
  );
}

async function readBackwards(database: Database): Promise<void> {
  const sql = "SELECT id FROM markers WHERE id BETWEEN ? AND ? ORDER BY id DESC";
  for (let last = REVERSE_ROWS; last > 0; last -= IDS_PER_QUERY) {
    await database.all(sql, [last - IDS_PER_QUERY + 1, last]);
  }
}

export function workloadTable(rows: readonly WorkloadRow[]): string {
  const lines = rows.map((row) => {
    const { workload, variant, calls, pages, used, wasted, requested, misses } = row;
    const counts = [calls, pages, used, wasted, requested, misses];
    const cells = [workload, variant, ...counts, row.ms.toFixed(0)];
    return tableRow(cells);
  });
  return `## Other ways through a table

Without hints, and without an added round trip. Rows of 2 KiB, one to a page; index to table: all
rows in the order of a key that has nothing to do with where they are. Milliseconds are medians of
${ROUNDS} runs, in which the variants take turns.

| | | calls | pages | used | wasted | requested | misses | ms |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.join("\n")}
`;
}
