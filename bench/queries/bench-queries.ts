/**
 * `pnpm bench queries`: how many round trips a query takes on a database that has just been opened.
 * The filter is `quick` for a hundredth of the rows and `full` for all of them, a million posts;
 * otherwise it is a tenth.
 */

import type { PageFlags } from "@barewire/sqlite";
import { circumstances, circumstancesText, writeResult } from "../results.js";
import { startBarewire } from "../wire/peers.js";
import {
  ablationTable,
  countAll,
  countsTable,
  type QueryCounts,
  type QuerySizes,
  workloads,
} from "./cold-table.js";
import {
  type CommitRate,
  commitRates,
  commitTable,
  type FarQuery,
  farTable,
  runFar,
} from "./far-queries.js";
import { PEERS, productStrategy, WHOLE_FILE } from "./strategies.js";

const SIZES: { readonly [filter: string]: QuerySizes } = {
  quick: { posts: 10_000, documents: 1_024 },
  "": { posts: 100_000, documents: 8_192 },
  full: { posts: 1_000_000, documents: 8_192 },
};

/** The mechanisms that can be switched off, one at a time. */
const SWITCHES: { readonly [name: string]: Partial<PageFlags> } = {
  "without plan": { planPrefetch: false },
  "without rows": { rowLookAhead: false },
  "without rest": { restPrefetch: false },
  "without structure": { structure: false },
  "without pipelining": { pipelineMaxBytes: 0 },
  "without any": { readAhead: false },
};

export async function benchQueries(filter: string): Promise<void> {
  const sizes = SIZES[filter] ?? SIZES[""];
  if (sizes === undefined) throw new Error(`no size is called ${filter}`);
  const product = productStrategy("barewire");
  const variants = Object.entries(SWITCHES).map(([name, flags]) => productStrategy(name, flags));
  const counts = await countAll(sizes, [product, ...PEERS, WHOLE_FILE, ...variants]);
  const server = await startBarewire();
  try {
    const commits = await commitRates(server.url);
    const far: FarQuery[] = [];
    // The music shop is small: its counts say it all.
    for (const workload of workloads(sizes).slice(0, 2)) {
      far.push(...(await runFar(server.url, workload)));
    }
    const name = filter === "" ? "queries" : `queries-${filter}`;
    const facts = { ...circumstances(), sizes, counts, far, commits };
    await writeResult(`${name}.json`, `${JSON.stringify(facts, null, 2)}\n`);
    await writeResult(`${name}.md`, report(counts, far, commits));
  } finally {
    await server.stop();
  }
}

function report(
  counts: readonly QueryCounts[],
  far: readonly FarQuery[],
  commits: readonly CommitRate[],
): string {
  const databases = [...new Set(counts.map(({ database }) => database))];
  const tables = databases.map((database) => {
    const own = counts.filter((row) => row.database === database);
    return `### ${database}\n\n${countsTable(own, ["barewire", ...PEERS.map(({ name }) => name), WHOLE_FILE.name])}\n`;
  });
  return `# Cold queries

${circumstancesText(circumstances())}.

Each query runs on a database that has just been opened: page 1 has come with the open, and nothing
else is cached. Hints are off.

## Counts

They are taken in virtual time, in which only round trips take time, and are the same on every
machine. Depth: the round trips that the data itself demands, from parent to child and from a key to
its row, if every page is asked for as soon as its number can be known. Waits: requests that SQLite
stood still for. First row: the same until the first row. Touched: the pages that SQLite has read.
The peers are reduced to which pages one request asks for, and their cells are waits / pages. Local:
the time of the same query in the same SQLite on a file in memory.

${tables.join("\n")}
## What each switch does

Waits / calls / pages, for the queries on which the variants differ.

${ablationTable(counts, ["barewire", ...Object.keys(SWITCHES)])}

## Times

Over a WebSocket from LMDB in another process, with an injected round trip; medians of three, in
milliseconds from the beginning of the open.

${farTable(far)}

## Commits

Transactions of one row, one after another, by the round trip in milliseconds.

${commitTable(commits)}
`;
}
