/** Pages in the thread of a database: from the shared slab, or from the host, blocking for it. */

import { DatabaseError } from "../database-error.js";
import type { PageStore } from "../page-store.js";
import type { CommitPage } from "../session/database-session.js";
import {
  type ControlBlock,
  DEAD,
  RESPONSE_NUMBER,
  recordAccess,
  SIZE,
  STATUS,
  STATUS_DONE,
} from "./control-block.js";
import type { PageBatch, WorkerRequest, WorkerResponse } from "./page-requests.js";
import type { PageTableReader } from "./page-table-reader.js";

export interface WorkerPageStoreOptions {
  readonly slab: PageTableReader;
  readonly control: ControlBlock;
  readonly pageSize: number;
  /** Sends a question to the host, or word that pages have been read. */
  ask(number: number, question: WorkerRequest): void;
  tellTouches(): void;
}

/** The host answers everything within its own time-outs; this is for a host that is gone. */
const WAIT_ROUND_MS = 1_000;
const MAX_WAIT_ROUNDS = 600;

export function createWorkerPageStore(options: WorkerPageStoreOptions): PageStore {
  const { slab, control, pageSize } = options;
  const { cells: words } = control;
  let asked = 0;

  const ask = (question: WorkerRequest): WorkerResponse => {
    asked = (asked + 1) | 0;
    options.ask(asked, question);
    waitFor(words, asked);
    const size = Atomics.load(words, SIZE);
    // Text decoders do not take shared memory.
    const text = new TextDecoder().decode(control.text.slice(0, size));
    // The host's own words.
    const answer = JSON.parse(text) as WorkerResponse;
    if (answer.kind === "refused") throw new DatabaseError(answer.issue);
    if (Atomics.load(words, STATUS) !== STATUS_DONE)
      throw new DatabaseError({ kind: "thread-lost" });
    return answer;
  };

  return {
    get isDead() {
      return Atomics.load(words, DEAD) !== 0;
    },
    copy: (pgno, from, until, heap, offset, prefetch) => {
      if (slab.copy(pgno, from, until, heap(), offset)) {
        if (recordAccess(control, pgno)) options.tellTouches();
        return;
      }
      ask({ kind: "pages", pgnos: [pgno], prefetch });
      heap().set(control.responsePages.subarray(from, until), offset);
    },
    readCached: (pgno, target) => slab.copy(pgno, 0, pageSize, target, 0),
    commit: (pages, sizePages) => {
      ask({ kind: "commit", batch: batchOf(pages, pageSize), sizePages });
    },
    settle: () => {
      const answer = ask({ kind: "settle" });
      if (answer.kind !== "settled") throw new DatabaseError({ kind: "thread-lost" });
      return answer.settled;
    },
    stageBegin: () => {
      const answer = ask({ kind: "stage-begin" });
      return BigInt(answer.kind === "staged" ? answer.txid : 0);
    },
    stage: (txid, chunkIndex, bytes, position) => {
      ask({ kind: "stage", txid: `${txid}`, chunkIndex, bytes, position });
    },
    stageFinalize: (txid, sizePages) => {
      ask({ kind: "stage-finalize", txid: `${txid}`, sizePages });
    },
    install: (pages, sizePages) => {
      ask({ kind: "install", batch: batchOf(pages, pageSize), sizePages });
    },
    truncate: () => {
      ask({ kind: "truncate" });
    },
  };
}

function waitFor(words: Int32Array, number: number): void {
  for (let round = 0; round < MAX_WAIT_ROUNDS; ) {
    const answered = Atomics.load(words, RESPONSE_NUMBER);
    if (answered === number) return;
    // It wakes without a reason at times, and does not sleep if the word has changed already.
    if (Atomics.wait(words, RESPONSE_NUMBER, answered, WAIT_ROUND_MS) === "timed-out") round += 1;
  }
  throw new DatabaseError({ kind: "thread-lost" });
}

/** A copy of the pages in one buffer, which is handed over and not used here again. */
function batchOf(pages: readonly CommitPage[], pageSize: number): PageBatch {
  const bytes = new Uint8Array(pages.length * pageSize);
  pages.forEach((page, index) => {
    bytes.set(page.bytes, index * pageSize);
  });
  return { pgnos: pages.map(({ pgno }) => pgno), bytes };
}
