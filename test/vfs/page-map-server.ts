/**
 * A server that is a map of pages: the part that a session needs, without a protocol or a store.
 */

import { decodeLtx } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import {
  type CommitPage,
  DatabaseError,
  type DatabaseSession,
  type HintSnapshot,
  type PagesResponse,
} from "@barewire/sqlite";

export interface PageMapOptions {
  /** The limit of a message; 8 MiB by default. */
  readonly maxDeltaBytes?: number;
  /** Runs before each request; the request fails with what it throws. */
  readonly before?: (request: string) => void | Promise<void>;
  /** Runs after each request has taken effect. */
  readonly after?: (request: string) => void | Promise<void>;
  readonly version?: number;
}

/** `isCurrent` tells whether the session knows the newest commit. */
type Ask = <Value>(request: string, answer: (isCurrent: boolean) => Value) => Promise<Value>;

const MAX_DELTA_BYTES = 8 * 1024 * 1024;

export class PageMapServer {
  readonly pages: Map<number, Uint8Array> = new Map();
  dbSizePages = 0;
  head = 0n;
  commits = 0;
  requests: string[] = [];
  hints: HintSnapshot | null = null;
  preloaded: number[] = [1];
  #owner: { fence: () => void } | null = null;
  #nextTxid = 1n;
  readonly #options: PageMapOptions;
  readonly #stages = new Map<bigint, Uint8Array[]>();

  constructor(options: PageMapOptions = {}) {
    this.#options = options;
  }

  /** The file as SQLite would have it on a disk. */
  file(): Uint8Array {
    const file = new Uint8Array(this.dbSizePages * PAGE_SIZE);
    for (const [pgno, bytes] of this.pages) {
      if (pgno <= this.dbSizePages) file.set(bytes, (pgno - 1) * PAGE_SIZE);
    }
    return file;
  }

  /** Takes the database over. */
  open(): DatabaseSession {
    this.#owner?.fence();
    const listeners: (() => void)[] = [];
    let isFenced = false;
    const self = {
      fence: () => {
        isFenced = true;
        for (const listener of listeners) listener();
      },
    };
    this.#owner = self;
    // The session does not know of a commit whose answer was lost, until it settles.
    let knownHead = this.head;
    let isInDoubt = false;
    const settle: DatabaseSession["settle"] = async () => {
      const fate = this.head === knownHead ? "not-committed" : "committed";
      knownHead = this.head;
      isInDoubt = false;
      return { outcome: fate, dbSizePages: this.dbSizePages };
    };
    const ask: Ask = async (request, answer) => {
      if (isFenced) throw new DatabaseError({ kind: "fenced" });
      this.requests.push(request);
      await this.#options.before?.(request);
      // A head that the session does not know may be that of its own commit in doubt.
      const isCurrent = this.head === knownHead;
      const isOfPages = request === "pages" || request === "range";
      if (!isCurrent && !(isInDoubt && isOfPages)) {
        self.fence();
        throw new DatabaseError({ kind: "fenced" });
      }
      const value = answer(isCurrent);
      isInDoubt ||= this.head !== knownHead;
      await this.#options.after?.(request);
      if (isCurrent) [knownHead, isInDoubt] = [this.head, false];
      return value;
    };
    const version = this.#options.version ?? 3;
    const { maxDeltaBytes = MAX_DELTA_BYTES } = this.#options;
    return {
      start: {
        version,
        dbSizePages: this.dbSizePages,
        pageSize: PAGE_SIZE,
        maxDeltaBytes,
        preloadedPages: this.#read(this.preloaded.filter((pgno) => pgno <= this.dbSizePages)).pages,
      },
      version,
      get isFenced() {
        return isFenced;
      },
      supportsHints: version >= 3,
      url: null,
      ...this.#answers(ask),
      settle,
      saveHints: (hints) =>
        ask("hints", () => {
          this.hints = hints;
        }),
      postHints: (hints) => {
        this.hints = hints;
      },
      onFenced: (listener) => listeners.push(listener),
      close: async () => undefined,
    };
  }

  /** The answers to the requests for pages and commits. */
  #answers(
    ask: Ask,
  ): Pick<
    DatabaseSession,
    "getPages" | "getPageRange" | "commit" | "stageBegin" | "stage" | "stageFinalize"
  > {
    const { maxDeltaBytes = MAX_DELTA_BYTES } = this.#options;
    return {
      getPages: (pgnos, take) => ask("pages", (isCurrent) => take(this.#read(pgnos, isCurrent))),
      getPageRange: ({ startPgno, pageCount }, take) =>
        ask("range", (isCurrent) => {
          const count = Math.min(pageCount, this.dbSizePages - startPgno + 1);
          const pgnos = Array.from({ length: count }, (_, index) => startPgno + index);
          take(this.#read(pgnos, isCurrent));
        }),
      commit: (pages, dbSizePages) => {
        const size = pages.length * PAGE_SIZE;
        return ask("commit", () => {
          if (size > maxDeltaBytes) {
            throw new DatabaseError({ kind: "commit-too-large", maxSize: maxDeltaBytes });
          }
          this.#apply(pages, dbSizePages);
        });
      },
      stageBegin: () =>
        ask("stage-begin", () => {
          const txid = this.#nextTxid++;
          this.#stages.set(txid, []);
          return txid;
        }),
      stage: (txid, chunkIndex, bytes) =>
        ask("stage", () => {
          const chunks = this.#stages.get(txid);
          if (chunks === undefined || chunks.length !== chunkIndex) {
            throw new DatabaseError({ kind: "refused", detail: "a chunk out of order" });
          }
          chunks.push(bytes.slice());
        }),
      stageFinalize: (txid, dbSizePages) =>
        ask("stage-finalize", () => {
          const chunks = this.#stages.get(txid);
          if (chunks === undefined) throw new DatabaseError({ kind: "stage-lost" });
          const { pages } = decodeLtx(Buffer.concat(chunks));
          this.#apply(pages, dbSizePages);
        }),
    };
  }

  #read(pgnos: readonly number[], isCurrent = true): PagesResponse {
    const pages = pgnos.map((pgno) => {
      const isThere = pgno <= this.dbSizePages;
      const bytes = isThere ? (this.pages.get(pgno) ?? new Uint8Array(PAGE_SIZE)) : null;
      return { pgno, bytes };
    });
    return { pages, isCurrent };
  }

  #apply(pages: readonly CommitPage[], dbSizePages: number): void {
    for (const { pgno, bytes } of pages) this.pages.set(pgno, bytes.slice());
    for (const pgno of [...this.pages.keys()]) if (pgno > dbSizePages) this.pages.delete(pgno);
    this.dbSizePages = dbSizePages;
    this.commits += 1;
    this.head += 1n;
  }
}
