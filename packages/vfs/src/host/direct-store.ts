/** Pages for a SQLite in the host's own thread, which is suspended while it waits. */

import { DatabaseError } from "../database/database-error.js";
import type { DatabaseSession } from "../session/database-session.js";
import { andThen, type PageStore } from "../sqlite/page-store.js";
import type { PageHost } from "./page-host.js";

export function createDirectStore(host: PageHost, session: DatabaseSession): PageStore {
  return {
    get isDead() {
      return session.isFenced;
    },
    copy: (pgno, from, until, heap, offset, prefetch) =>
      andThen(host.pages([pgno], prefetch), () => {
        const page = host.viewOf(pgno);
        if (page === undefined) {
          throw new DatabaseError({ kind: "bad-answer", reason: "a page was not kept" });
        }
        heap().set(page.subarray(from, until), offset);
      }),
    peek: (pgno, target) => {
      const page = host.viewOf(pgno);
      if (page !== undefined) target.set(page);
      return page !== undefined;
    },
    commit: (pages, sizePages) => host.commit(pages, sizePages),
    stageBegin: () => host.stageBegin(),
    stage: (txid, chunkIndex, bytes, position) => host.stage(txid, chunkIndex, bytes, position),
    stageFinalize: (txid, sizePages) => host.stageFinalize(txid, sizePages),
    install: (pages, sizePages) => host.install(pages, sizePages),
    truncate: () => host.truncate(),
  };
}
