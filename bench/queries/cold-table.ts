/** The counts of every query under every strategy, which depend on no clock. */

import { tableRow } from "../results.js";
import { chinookStatements } from "./chinook-data.js";
import { type ColdRun, runCold } from "./cold-run.js";
import { dependencyDepth } from "./dependency-depth.js";
import { createImage, PAGE_SIZE, type PageImage } from "./page-image.js";
import {
  CHINOOK_QUERIES,
  type ColdQuery,
  documentQueries,
  documentStatements,
  socialQueries,
} from "./query-set.js";
import { socialStatements } from "./social-data.js";
import { type Strategy, WHOLE_FILE } from "./strategies.js";

const SEED = 17;

export interface QuerySizes {
  readonly posts: number;
  readonly documents: number;
}

export interface Workload {
  readonly database: string;
  readonly statements: readonly string[];
  readonly queries: readonly ColdQuery[];
}

export function workloads({ posts, documents }: QuerySizes): readonly Workload[] {
  return [
    {
      database: `social network of ${posts} posts`,
      statements: socialStatements(posts, SEED),
      queries: socialQueries(posts),
    },
    {
      database: `${documents} documents of 2 KiB`,
      statements: documentStatements(documents),
      queries: documentQueries(documents),
    },
    {
      database: "music shop",
      statements: chinookStatements(SEED),
      queries: CHINOOK_QUERIES,
    },
  ];
}

export type StrategyCounts = Pick<
  ColdRun,
  "waits" | "roundTrips" | "calls" | "pagesFetched" | "firstRowRoundTrips"
>;

export interface QueryCounts {
  readonly database: string;
  readonly query: string;
  readonly rows: number;
  /** The distinct pages that SQLite reads beside page 1, which comes with the open. */
  readonly touched: number;
  readonly depth: number;
  readonly strategies: { readonly [name: string]: StrategyCounts };
  /** The time of the query on pages that are all here. */
  readonly localMs: number;
}

export async function countAll(
  sizes: QuerySizes,
  strategies: readonly Strategy[],
): Promise<readonly QueryCounts[]> {
  const counts: QueryCounts[] = [];
  for (const { database, statements, queries } of workloads(sizes)) {
    const image = await createImage(statements);
    for (const query of queries) {
      counts.push({ database, ...(await countQuery(query, image, strategies)) });
    }
  }
  return counts;
}

async function countQuery(
  query: ColdQuery,
  image: PageImage,
  strategies: readonly Strategy[],
): Promise<Omit<QueryCounts, "database">> {
  const local = await runCold(query, image, WHOLE_FILE);
  const runs: [string, StrategyCounts][] = [];
  for (const strategy of strategies) {
    const run = await runCold(query, image, strategy);
    if (run.rows.length !== local.rows.length) throw new Error(`${strategy.name} gives other rows`);
    const { waits, roundTrips, calls, pagesFetched, firstRowRoundTrips } = run;
    runs.push([strategy.name, { waits, roundTrips, calls, pagesFetched, firstRowRoundTrips }]);
  }
  return {
    query: query.name,
    rows: local.rows.length,
    touched: local.touched.length - 1,
    depth: dependencyDepth(image, local.reads, await image.planOf(query.sql)),
    strategies: Object.fromEntries(runs),
    localMs: local.computedMs,
  };
}

/** The first strategy in full, and of each other one its waits and pages. */
export function countsTable(
  counts: readonly QueryCounts[],
  [first = "", ...others]: readonly string[],
): string {
  const head = [
    "query",
    "rows",
    "depth",
    "waits",
    "first row",
    "calls",
    "fetched",
    "touched",
    "KiB",
    ...others,
    "local ms",
  ];
  const lines = counts.map(({ query, rows, depth, touched, strategies, localMs }) => {
    const own = strategies[first];
    const pages = own?.pagesFetched ?? 0;
    return tableRow([
      query,
      rows,
      depth,
      own?.waits ?? 0,
      own?.firstRowRoundTrips ?? 0,
      own?.calls ?? 0,
      pages,
      touched,
      (pages * PAGE_SIZE) / 1024,
      ...others.map((name) => `${strategies[name]?.waits} / ${strategies[name]?.pagesFetched}`),
      localMs.toFixed(1),
    ]);
  });
  return [tableRow(head), tableRow(head.map(() => "---")), ...lines].join("\n");
}

/** Waits and pages of variants, for the queries that any of them changes. */
export function ablationTable(counts: readonly QueryCounts[], names: readonly string[]): string {
  const changed = counts.filter(({ strategies }) => {
    const cells = names.map((name) => cellOf(strategies[name]));
    return new Set(cells).size > 1;
  });
  const head = ["query", "touched", ...names];
  const lines = changed.map(({ query, touched, strategies }) =>
    tableRow([query, touched, ...names.map((name) => cellOf(strategies[name]))]),
  );
  return [tableRow(head), tableRow(head.map(() => "---")), ...lines].join("\n");
}

function cellOf(counts: StrategyCounts | undefined): string {
  return counts === undefined ? "" : `${counts.waits} / ${counts.calls} / ${counts.pagesFetched}`;
}
