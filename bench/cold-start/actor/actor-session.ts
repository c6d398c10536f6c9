/** One life of an actor: it opens its database, acts, leaves hints and closes. */

import { webSocketTransport } from "@barewire/client/websocket";
import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import {
  type CreatePredictor,
  createSharedRuntime,
  type Database,
  type DatabaseMetrics,
  type DatabaseSession,
  DEFAULT_PAGE_FLAGS,
  NO_PREDICTION,
  openDatabaseOnSession,
  type PageFlags,
  type SharedRuntime,
} from "@barewire/sqlite";
import { openEnvoySession } from "../../../packages/sqlite/src/session/envoy-session.js";
import { OriginalHints } from "../original/original-hints.js";
import { originalPredictor } from "../original/original-predictor.js";
import type {
  Action,
  Fetch,
  SessionCounters,
  SessionReport,
  SessionRequest,
  Strategy,
  TimedAction,
} from "../strategy.js";
import * as data from "./data-set.js";

/** The workers' first modules, for each way of opening a database. */
export type WorkerUrls = { readonly [Opening in Strategy["opening"]]: string };

/** The name of the probe's table is ours; it is gone when the probe ends. */
const BATCH_ATOMIC_PROBE = `
  BEGIN IMMEDIATE;
  CREATE TABLE cold_start_batch_probe (value INTEGER);
  INSERT INTO cold_start_batch_probe VALUES (1);
  DELETE FROM cold_start_batch_probe;
  DROP TABLE cold_start_batch_probe;
  COMMIT;
`;

/** The cache of SQLite in the original, which was SQLite's default. */
const ORIGINAL_PAGER_KIB = 2_000;
/** 50,000 pages, which hold everything that is read here. */
const ORIGINAL_CACHE_BYTES = 50_000 * 4_096;

export async function runSession(
  request: SessionRequest,
  workerUrls: WorkerUrls,
): Promise<SessionReport> {
  const { url, actor, strategy } = request;
  const reads: number[] = [];
  const runtime = runtimeOf(strategy, workerUrls[strategy.opening], reads);
  const startMs = performance.now();
  const session = await openEnvoySession({
    transport: webSocketTransport({ url }),
    namespace: data.NAMESPACE,
    actor,
    clock: SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
  });
  const fetches: Fetch[] = [];
  const database = await openDatabaseOnSession(timed(session, startMs, fetches), runtime);
  try {
    const openMs = performance.now() - startMs;
    if (strategy.opening === "original") await database.execute(BATCH_ATOMIC_PROBE);
    await database.execute(data.MIGRATIONS[request.schema]);
    const readyMs = performance.now() - startMs;
    const actions: TimedAction[] = [];
    for (const action of request.actions) actions.push(await act(database, action, request));
    const metrics = await database.metrics();
    if (strategy.hints === "original") session.postHints(hintsAfter(reads));
    const { waitedMs } = metrics;
    const counters = countersOf(metrics);
    const sqlite = await versionOf(database);
    return { openMs, readyMs, actions, counters, waitedMs, fetches, reads, sqlite };
  } finally {
    await database.close();
  }
}

async function versionOf(database: Database): Promise<string> {
  const row = await database.get<{ version: string; source: string }>(
    "SELECT sqlite_version() AS version, sqlite_source_id() AS source",
  );
  return `SQLite ${row?.version} (${row?.source.slice(0, 19)})`;
}

/** A runtime of its own for each session, because a wake finds no cache. */
function runtimeOf(strategy: Strategy, workerUrl: string, reads: number[]): SharedRuntime {
  const isProduct = strategy.hints === "product";
  const flags: PageFlags = {
    ...DEFAULT_PAGE_FLAGS,
    ...(strategy.opening === "original"
      ? { pagerCacheKib: ORIGINAL_PAGER_KIB, cacheBytes: ORIGINAL_CACHE_BYTES }
      : {}),
    hints: isProduct,
    hintsOnOpen: strategy.hints !== "none",
    rangeReads: strategy.rangeReads,
  };
  const createPredictor = predictorOf(strategy, reads);
  return createSharedRuntime({
    flags,
    workerUrl,
    ...(createPredictor === undefined ? {} : { createPredictor }),
  });
}

/** Undefined for the product's own. The others note what SQLite reads. */
function predictorOf({ prefetch }: Strategy, reads: number[]): CreatePredictor | undefined {
  if (prefetch === "product") return undefined;
  const create = prefetch === "none" ? () => NO_PREDICTION : originalPredictor(prefetch);
  return (pages) => {
    const predictor = create(pages);
    return {
      observe: (observation) => {
        if (observation.kind === "read") reads.push(observation.pgno);
        predictor.observe(observation);
      },
      onMiss: (pgno) => predictor.onMiss(pgno),
      takePrefetches: (roomPages) => predictor.takePrefetches(roomPages),
    };
  };
}

function hintsAfter(reads: readonly number[]): { pgnos: readonly number[]; ranges: readonly [] } {
  const hints = new OriginalHints();
  for (const pgno of reads) hints.record(pgno);
  return { pgnos: hints.preloaded(), ranges: [] };
}

/** The session with each of its fetches noted in `fetches`. */
function timed(session: DatabaseSession, startMs: number, fetches: Fetch[]): DatabaseSession {
  const noted = async (kind: Fetch["kind"], pages: number, work: Promise<void>): Promise<void> => {
    const sentMs = performance.now() - startMs;
    await work;
    fetches.push({ kind, pages, sentMs, answeredMs: performance.now() - startMs });
  };
  const own: Pick<DatabaseSession, "getPages" | "getPageRange"> = {
    getPages: (pgnos, take) => noted("list", pgnos.length, session.getPages(pgnos, take)),
    getPageRange: (range, take) =>
      noted("range", range.pageCount, session.getPageRange(range, take)),
  };
  return new Proxy(session, {
    get: (target, name) => {
      if (name === "getPages" || name === "getPageRange") return own[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function act(
  database: Database,
  action: Action,
  { sizeBytes }: SessionRequest,
): Promise<TimedAction> {
  const rows = data.rowCountsOf(sizeBytes);
  const { kind } = action;
  const inMs = async (work: Promise<unknown>): Promise<TimedAction> => {
    return { kind, ms: await data.timeOf(() => work) };
  };
  switch (action.kind) {
    case "write": {
      const start = performance.now();
      const parts = await data.writePayload(database, rows.payload, action.transactionBytes);
      return { kind, ms: performance.now() - start, parts };
    }
    case "write-reverse-probe":
      return inMs(data.writeProbe(database, rows.probe, action.transactionBytes));
    case "write-markers":
      return inMs(data.writeMarkers(database, rows.markers, action.transactionBytes));
    case "wake":
      return inMs(data.wake(database));
    case "read-all":
      return inMs(data.readAll(database, rows.payload));
    case "read-reverse":
      return inMs(data.readReverse(database, rows.probe));
    case "read-markers-backwards":
      return inMs(data.readMarkersBackwards(database, rows.markers));
    default:
      return action satisfies never;
  }
}

function countersOf({ pages }: DatabaseMetrics): SessionCounters {
  const { sources } = pages;
  const speculative = Object.entries(sources).filter(([source]) => source !== "target");
  const sumOf = (fate: "used" | "wasted"): number =>
    speculative.reduce((sum, [, counts]) => sum + counts[fate], 0);
  return {
    calls: pages.calls,
    rangeCalls: pages.rangeCalls,
    pages: pages.pagesFetched,
    prefetched: pages.pagesPrefetched,
    used: sumOf("used"),
    wasted: sumOf("wasted"),
    preloaded: sources.first.fetched + sources.hint.fetched,
    requested: pages.requested,
    hits: pages.hits,
    misses: pages.misses,
  };
}
