/** The same queries over a WebSocket, with an injected round trip: times, which are not exact. */

import type { Database } from "@barewire/sqlite";
import { median } from "../measure.js";
import { tableRow } from "../results.js";
import { environmentOf, openAt } from "../vfs/far-server.js";
import type { Workload } from "./cold-table.js";
import type { ColdQuery } from "./query-set.js";

const ROUND_TRIPS_MS: readonly number[] = [0, 20, 50];

const ROUNDS = 3;
/** Hints of an earlier open would make a database warm that is to be cold. */
const COLD = { hints: false, hintsOnOpen: false } as const;

export interface FarQuery {
  readonly query: string;
  readonly rttMs: number;
  readonly openMs: number;
  /** The time from the beginning of the open. */
  readonly firstRowMs: number;
  readonly totalMs: number;
  readonly misses: number;
  readonly calls: number;
  readonly pagesFetched: number;
}

export async function runFar(
  url: string,
  { database: actor, statements, queries }: Workload,
): Promise<readonly FarQuery[]> {
  const filler = await openAt(url, actor, 0, await environmentOf(COLD));
  for (const statement of statements) await filler.database.execute(statement);
  await filler.database.close();
  const rows: FarQuery[] = [];
  for (const rttMs of ROUND_TRIPS_MS) {
    for (const query of queries) {
      const rounds: FarQuery[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push(await runOnce(url, actor, rttMs, query));
      }
      const total = median(rounds.map(({ totalMs }) => totalMs));
      const row = rounds.find(({ totalMs }) => totalMs === total) ?? rounds[0];
      if (row === undefined) continue;
      console.log(`${row.query}, ${rttMs} ms: ${row.totalMs.toFixed(0)} ms, ${row.misses} misses`);
      rows.push(row);
    }
  }
  return rows;
}

async function runOnce(
  url: string,
  actor: string,
  rttMs: number,
  { name, sql, runs }: ColdQuery,
): Promise<FarQuery> {
  const runtime = await environmentOf(COLD);
  const start = performance.now();
  const { database, openMs } = await openAt(url, actor, rttMs, runtime);
  let firstRowMs: number | undefined;
  for (const parameters of runs) {
    for await (const _ of database.iterate(sql, parameters)) {
      firstRowMs ??= performance.now() - start;
    }
  }
  const totalMs = performance.now() - start;
  const { misses, calls, pagesFetched } = (await database.metrics()).pages;
  await database.close();
  return {
    query: name,
    rttMs,
    openMs,
    firstRowMs: firstRowMs ?? totalMs,
    totalMs,
    misses,
    calls,
    pagesFetched,
  };
}

export function farTable(rows: readonly FarQuery[]): string {
  const head = ["query", "RTT", "open", "first row", "all", "misses", "calls", "fetched"];
  const lines = rows.map((row) =>
    tableRow([
      row.query,
      row.rttMs,
      row.openMs.toFixed(0),
      row.firstRowMs.toFixed(0),
      row.totalMs.toFixed(0),
      row.misses,
      row.calls,
      row.pagesFetched,
    ]),
  );
  return [tableRow(head), tableRow(head.map(() => "---")), ...lines].join("\n");
}

export interface CommitRate {
  readonly rttMs: number;
  readonly commitsPerSecond: number;
}

const COMMITS = { near: 300, far: 40 } as const;

/** Transactions of one row each, one after another. */
export async function commitRates(url: string): Promise<readonly CommitRate[]> {
  const rates: CommitRate[] = [];
  for (const rttMs of ROUND_TRIPS_MS) {
    const runtime = await environmentOf(COLD);
    const { database } = await openAt(url, `commits at ${rttMs} ms`, rttMs, runtime);
    await database.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    const count = rttMs === 0 ? COMMITS.near : COMMITS.far;
    await commit(database, 5);
    const start = performance.now();
    await commit(database, count);
    rates.push({ rttMs, commitsPerSecond: (1000 * count) / (performance.now() - start) });
    await database.close();
  }
  return rates;
}

async function commit(database: Database, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await database.run("INSERT INTO log (text) VALUES (?)", [`entry ${index}`]);
  }
}

export function commitTable(rates: readonly CommitRate[]): string {
  const lines = rates.map(({ rttMs, commitsPerSecond }) =>
    tableRow([rttMs, commitsPerSecond.toFixed(0)]),
  );
  return ["| RTT | commits a second |", "| ---: | ---: |", ...lines].join("\n");
}
