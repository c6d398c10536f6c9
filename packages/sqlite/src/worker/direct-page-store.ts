/** Pages for a SQLite in the host's own thread, which is suspended while it waits. */

import { type Clock, chain, type MaybePromise, rescue } from "@barewire/clock";
import { DatabaseError } from "../database-error.js";
import type { PageStore } from "../page-store.js";
import type { DatabaseSession } from "../session/database-session.js";
import type { PageFetcher } from "../session/page-fetcher.js";
import type { Platform } from "./platform.js";

/**
 * The time for which SQLite may work before it yields to other tasks, and the interval at which
 * that is checked.
 */
const MAX_BUSY_MS = 8;
const READS_PER_LOOK = 16;

export function createDirectPageStore(
  fetcher: PageFetcher,
  session: DatabaseSession,
  { monotonicMs }: Pick<Clock, "monotonicMs">,
  giveWayTo: Platform["giveWay"],
  onFailure: (error: DatabaseError) => void,
): PageStore {
  let reads = 0;
  let idleAt = monotonicMs();

  /** Gives way to timers, sockets and the screen, where SQLite has worked for long. */
  const giveWay = (): Promise<void> | undefined => {
    reads += 1;
    if (reads % READS_PER_LOOK !== 0 || monotonicMs() - idleAt < MAX_BUSY_MS) return undefined;
    return new Promise((resolve) => {
      giveWayTo(() => {
        idleAt = monotonicMs();
        resolve();
      });
    });
  };

  /** Shows every failure to the host before SQLite makes a result code of it. */
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
          fetcher.readPage(pgno, prefetch, (page) => {
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
