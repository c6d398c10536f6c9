/** Pages in the thread of a database: from the shared slab, or from the host, blocking for it. */

import { DatabaseError } from "../database-error.js";
import type { PageStore } from "../page-store.js";
import type { CommitPage } from "../session/database-session.js";
import {
  type ControlBlock,
  FENCED,
  RESPONSE_NUMBER,
  recordAccess,
  SIZE,
  STATUS,
  STATUS_DONE,
} from "./control-block.js";
import type { PageTableReader } from "./page-table-reader.js";
import type { PageBatch, WorkerRequest, WorkerResponse } from "./worker-requests.js";

export interface WorkerPageStoreOptions {
  readonly pageTable: PageTableReader;
  readonly control: ControlBlock;
  readonly pageSize: number;
  /** Sends a question to the host, or word that pages have been read. */
  send(number: number, request: WorkerRequest): void;
  notifyAccesses(): void;
}

/** The host answers everything within its own time-outs; this is for a host that is gone. */
const WAIT_ROUND_MS = 1_000;
const MAX_WAIT_ROUNDS = 600;

export function createWorkerPageStore(options: WorkerPageStoreOptions): PageStore {
  const { pageTable, control, pageSize } = options;
  const { cells } = control;
  let requestNumber = 0;

  const request = (request: WorkerRequest): WorkerResponse => {
    requestNumber = (requestNumber + 1) | 0;
    options.send(requestNumber, request);
    waitFor(cells, requestNumber);
    const size = Atomics.load(cells, SIZE);
    // Text decoders do not take shared memory.
    const text = new TextDecoder().decode(control.text.slice(0, size));
    // The host's own cells.
    const response = JSON.parse(text) as WorkerResponse;
    if (response.kind === "refused") throw new DatabaseError(response.issue);
    if (Atomics.load(cells, STATUS) !== STATUS_DONE)
      throw new DatabaseError({ kind: "worker-lost" });
    return response;
  };

  return {
    get isFenced() {
      return Atomics.load(cells, FENCED) !== 0;
    },
    copy: (pgno, from, until, heap, offset, prefetch) => {
      if (pageTable.copy(pgno, from, until, heap(), offset)) {
        if (recordAccess(control, pgno)) options.notifyAccesses();
        return;
      }
      request({ kind: "pages", pgnos: [pgno], prefetch });
      heap().set(control.responsePages.subarray(from, until), offset);
    },
    readCached: (pgno, target) => pageTable.copy(pgno, 0, pageSize, target, 0),
    commit: (pages, dbSizePages) => {
      request({ kind: "commit", batch: batchOf(pages, pageSize), dbSizePages });
    },
    settle: () => {
      const response = request({ kind: "settle" });
      if (response.kind !== "settled") throw new DatabaseError({ kind: "worker-lost" });
      return response.settled;
    },
    stageBegin: () => {
      const response = request({ kind: "stage-begin" });
      return BigInt(response.kind === "staged" ? response.txid : 0);
    },
    stage: (txid, chunkIndex, bytes, position) => {
      request({ kind: "stage", txid: `${txid}`, chunkIndex, bytes, position });
    },
    stageFinalize: (txid, dbSizePages) => {
      request({ kind: "stage-finalize", txid: `${txid}`, dbSizePages });
    },
    install: (pages, dbSizePages) => {
      request({ kind: "install", batch: batchOf(pages, pageSize), dbSizePages });
    },
    truncate: () => {
      request({ kind: "truncate" });
    },
  };
}

function waitFor(cells: Int32Array, number: number): void {
  for (let round = 0; round < MAX_WAIT_ROUNDS; ) {
    const responseNumber = Atomics.load(cells, RESPONSE_NUMBER);
    if (responseNumber === number) return;
    // It wakes without a reason at times, and does not sleep if the word has changed already.
    if (Atomics.wait(cells, RESPONSE_NUMBER, responseNumber, WAIT_ROUND_MS) === "timed-out")
      round += 1;
  }
  throw new DatabaseError({ kind: "worker-lost" });
}

/** A copy of the pages in one buffer, which is handed over and not used here again. */
function batchOf(pages: readonly CommitPage[], pageSize: number): PageBatch {
  const bytes = new Uint8Array(pages.length * pageSize);
  pages.forEach((page, index) => {
    bytes.set(page.bytes, index * pageSize);
  });
  return { pgnos: pages.map(({ pgno }) => pgno), bytes };
}
