/**
 * Replays a trace against a remote server in virtual time: how long a scan takes, and how much of
 * that SQLite spends waiting.
 *
 * The server answers in order, at a cost for each request and page. The network has a latency both
 * ways and a bandwidth in bytes per millisecond. SQLite spends its time on each page. Host and
 * worker run in parallel. No clock is read: the same trace gives the same times.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { FetchPlan } from "../../packages/sqlite/src/cache/fetch-plan.js";
import type { PageResolver } from "../../packages/sqlite/src/prefetch/page-resolver.js";
import type { Trace } from "./recorded-trace.js";
import { openTrace, type ReplayOptions } from "./replay.js";

export interface WireModel {
  readonly rttMs: number;
  readonly bytesPerMs: number;
  readonly serverMsPerCall: number;
  readonly serverMsPerPage: number;
  /** The time of SQLite's own work for a page that is cached. */
  readonly sqliteMsPerPage: number;
  /** The time that it takes to wake from a wait, in addition. */
  readonly wakeMs: number;
}

/** The values are of the order of an engine over LMDB and a WebSocket on one machine. */
export const LOCAL_MODEL: WireModel = {
  rttMs: 0,
  bytesPerMs: 1_000_000,
  serverMsPerCall: 0.1,
  serverMsPerPage: 0.01,
  sqliteMsPerPage: 0.006,
  wakeMs: 0.05,
};

export interface VirtualRun {
  readonly resolver: PageResolver;
  readonly totalMs: number;
  readonly hotMs: number;
  readonly waits: number;
  readonly waitedMs: number;
  readonly mostAheadPages: number;
}

interface Arrival {
  readonly plan: FetchPlan;
  readonly atMs: number;
}

const PAGE: Uint8Array = new Uint8Array(PAGE_SIZE);
const MAX_ROUNDS = 8;

/** Replays all of the trace; `bytesOf` may return pages with content, for code that reads them. */
export function runVirtual(
  trace: Trace,
  options: ReplayOptions,
  model: WireModel,
  bytesOf: (pgno: number) => Uint8Array = () => PAGE,
): VirtualRun {
  const line = new VirtualLine(openTrace(trace, options), model, bytesOf);
  for (const entry of trace.pages) line.step(entry);
  return {
    resolver: line.resolver,
    totalMs: line.nowMs,
    hotMs: trace.pages.length * model.sqliteMsPerPage,
    waits: line.waits,
    waitedMs: line.waitedMs,
    mostAheadPages: line.mostAheadPages,
  };
}

class VirtualLine {
  readonly resolver: PageResolver;
  nowMs = 0;
  waits = 0;
  waitedMs = 0;
  mostAheadPages = 0;
  readonly #model: WireModel;
  readonly #bytesOf: (pgno: number) => Uint8Array;
  /** The arrivals in the order in which the responses come. */
  #arrivals: Arrival[] = [];
  #serverFreeAtMs = 0;
  #lineFreeAtMs = 0;

  constructor(resolver: PageResolver, model: WireModel, bytesOf: (pgno: number) => Uint8Array) {
    this.resolver = resolver;
    this.#model = model;
    this.#bytesOf = bytesOf;
  }

  step(entry: number): void {
    const pgno = Math.abs(entry);
    this.nowMs += this.#model.sqliteMsPerPage;
    this.#deliver(this.nowMs);
    if (entry < 0) {
      const size = Math.max(this.resolver.dbSizePages, pgno);
      this.resolver.commit([{ pgno, bytes: this.#bytesOf(pgno) }], size);
      return;
    }
    let resolution = this.resolver.resolve(pgno, "prefetch");
    for (let round = 0; round < MAX_ROUNDS && resolution.kind === "wait"; round++) {
      if (resolution.fetch !== undefined) this.#send(resolution.fetch);
      this.#sendAhead();
      this.#waitFor(resolution.fetchId);
      resolution = this.resolver.retry(pgno);
    }
    if (resolution.kind !== "ready") throw new Error(`page ${pgno} did not come`);
    this.#sendAhead();
  }

  #sendAhead(): void {
    for (const plan of this.resolver.takePrefetches()) this.#send(plan);
    const ahead = this.#arrivals.filter(({ plan }) => plan.purpose === "prefetch");
    const pages = ahead.reduce((sum, { plan }) => sum + plan.pgnos.length, 0);
    this.mostAheadPages = Math.max(this.mostAheadPages, pages);
  }

  #send(plan: FetchPlan): void {
    const { rttMs, bytesPerMs, serverMsPerCall, serverMsPerPage } = this.#model;
    const workMs = serverMsPerCall + plan.pgnos.length * serverMsPerPage;
    this.#serverFreeAtMs = Math.max(this.nowMs + rttMs / 2, this.#serverFreeAtMs) + workMs;
    const carryMs = (plan.pgnos.length * PAGE_SIZE) / bytesPerMs;
    this.#lineFreeAtMs = Math.max(this.#serverFreeAtMs, this.#lineFreeAtMs) + carryMs;
    this.#arrivals.push({ plan, atMs: this.#lineFreeAtMs + rttMs / 2 });
  }

  #waitFor(fetchId: number): void {
    const startMs = this.nowMs;
    this.waits += 1;
    for (let isThere = false; !isThere; ) {
      const [first] = this.#arrivals;
      if (first === undefined) throw new Error("nothing is on its way");
      this.nowMs = Math.max(this.nowMs, first.atMs);
      isThere = this.#deliver(this.nowMs).includes(fetchId);
    }
    this.nowMs += this.#model.wakeMs;
    this.waitedMs += this.nowMs - startMs;
  }

  #deliver(untilMs: number): readonly number[] {
    const ids: number[] = [];
    while (this.#arrivals[0] !== undefined && this.#arrivals[0].atMs <= untilMs) {
      const [{ plan }] = this.#arrivals.splice(0, 1) as [Arrival];
      this.resolver.complete(
        plan.id,
        plan.pgnos.map((pgno) => ({ pgno, bytes: this.#bytesOf(pgno) })),
      );
      ids.push(plan.id);
    }
    return ids;
  }
}
