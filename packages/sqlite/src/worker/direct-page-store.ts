/** Pages for a SQLite in the host's own thread, which is suspended while it waits. */

import { chain, type MaybePromise, rescue } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import type { PageStore, PrefetchSwitch } from "../page-store.js";
import type { DatabaseSession } from "../session/database-session.js";
import type { PageFetcher } from "../session/page-fetcher.js";
import type { PageWaits } from "./page-waits.js";
import type { TimeSlice } from "./time-slice.js";

/** The reads between two looks whether SQLite has worked for long. */
const READS_PER_LOOK = 16;

export interface DirectPageStoreOptions {
  readonly fetcher: PageFetcher;
  readonly session: DatabaseSession;
  readonly slice: TimeSlice;
  readonly waits: PageWaits;
  /** Is shown every failure before SQLite makes a result code of it. */
  onFailure(error: DatabaseError): void;
}

export function createDirectPageStore(options: DirectPageStoreOptions): PageStore {
  const { fetcher, session, slice, waits, onFailure } = options;
  let reads = 0;

  const giveWay = (): Promise<void> | undefined => {
    reads += 1;
    return reads % READS_PER_LOOK === 0 && slice.isSpent ? slice.giveWay() : undefined;
  };

  const read = (
    pgno: number,
    prefetch: PrefetchSwitch,
    take: (page: Uint8Array) => void,
  ): MaybePromise<void> => {
    let isAwaited = true;
    const arrival = fetcher.readPage(pgno, prefetch, (page) => {
      // SQLite has other uses for the memory when it waits no longer.
      if (isAwaited) take(page);
    });
    if (arrival === undefined && !waits.isInterrupted) return undefined;
    return waits.wait(arrival).catch((error: unknown) => {
      isAwaited = false;
      throw error;
    });
  };

  const told = <Value>(call: () => MaybePromise<Value>): MaybePromise<Value> =>
    rescue(call, (error) => {
      if (error instanceof DatabaseError) onFailure(error);
      throw error;
    });

  return {
    get isFenced() {
      return session.isFenced;
    },
    copy: (pgno, from, until, heap, offset, prefetch) =>
      told(() =>
        chain(giveWay(), () =>
          read(pgno, prefetch, (page) => {
            heap().set(page.subarray(from, until), offset);
          }),
        ),
      ),
    followStatement: (run) => fetcher.resolver.followStatement(run),
    readCached: (pgno, target) => {
      const page = fetcher.viewOf(pgno);
      if (page !== undefined) target.set(page);
      return page !== undefined;
    },
    commit: (pages, dbSizePages) => told(() => fetcher.commit(pages, dbSizePages)),
    settle: () => told(() => fetcher.settle()),
    stageBegin: () => told(() => fetcher.stageBegin()),
    stage: (txid, chunkIndex, bytes, position) =>
      told(() => fetcher.stage(txid, chunkIndex, bytes, position)),
    stageFinalize: (txid, dbSizePages) => told(() => fetcher.stageFinalize(txid, dbSizePages)),
    install: (pages, dbSizePages) => fetcher.install(pages, dbSizePages),
    truncate: () => fetcher.truncate(),
  };
}
