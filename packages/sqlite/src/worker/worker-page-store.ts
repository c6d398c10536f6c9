/** The page store of a worker: it reads from the shared slab, or blocks until the host responds. */

import { DatabaseError } from "../database-error.js";
import type { CommitPage, PageStore } from "../page-store.js";
import type { QueryPlan, StatementRun } from "../plan/query-plan.js";
import { invalidResponse } from "../session/check-response.js";
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
import type { SentRun, WorkerRequest, WorkerResponse } from "./worker-protocol.js";

export interface WorkerPageStoreOptions {
  readonly pageTable: PageTableReader;
  readonly control: ControlBlock;
  readonly pageSize: number;
  /** Sends a request to the host. The buffers in `transfer` are transferred. */
  send(number: number, request: WorkerRequest, transfer: readonly ArrayBuffer[]): void;
  /** Tells the host that the access log has filled up to its threshold. */
  notifyAccesses(): void;
}

/** The host responds within its own timeouts. Only a host that is gone takes longer than this. */
const WAIT_ROUND_MS = 1_000;
const MAX_WAIT_ROUNDS = 600;
/** A page that has come may be evicted before the worker wakes, but not without end. */
const MAX_LOOKS = 16;

export function createWorkerPageStore(options: WorkerPageStoreOptions): PageStore {
  const { pageTable, control, pageSize } = options;
  const { cells } = control;
  let requestNumber = 0;
  const runs = new UntoldRun();

  const call = (request: WorkerRequest, transfer: readonly ArrayBuffer[] = []): WorkerResponse => {
    requestNumber = (requestNumber + 1) | 0;
    options.send(requestNumber, request, transfer);
    return awaitResponse(control, requestNumber);
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
      for (let look = 0; look < MAX_LOOKS; look++) {
        call({ kind: "page", pgno, prefetch, ...runs.take() });
        // The host has put the page into the slab, and has counted the read.
        if (pageTable.copy(pgno, from, until, heap(), offset)) return;
      }
      throw invalidResponse(`a page was evicted ${MAX_LOOKS} times before it could be read`);
    },
    followStatement: (run) => runs.set(run),
    readCached: (pgno, target) => pageTable.copy(pgno, 0, pageSize, target, 0),
    commit: (pages, dbSizePages) => {
      const packed = packPages(pages, pageSize);
      call({ kind: "commit", pages: packed.pages, dbSizePages }, [packed.buffer]);
    },
    settle: () => {
      const response = call({ kind: "settle" });
      if (response.kind !== "settled") throw workerLost();
      return response.settled;
    },
    stageBegin: () => {
      const response = call({ kind: "stage-begin" });
      if (response.kind !== "staged") throw workerLost();
      return BigInt(response.txid);
    },
    stage: (txid, chunkIndex, bytes, position) => {
      call({ kind: "stage", txid: `${txid}`, chunkIndex, bytes, position }, [bytes.buffer]);
    },
    stageFinalize: (txid, dbSizePages) => {
      call({ kind: "stage-finalize", txid: `${txid}`, dbSizePages });
    },
    install: (pages, dbSizePages) => {
      const packed = packPages(pages, pageSize);
      call({ kind: "install", pages: packed.pages, dbSizePages }, [packed.buffer]);
    },
    truncate: () => {
      call({ kind: "truncate" });
    },
  };
}

/** The statement that runs, unless the host knows it: it is told with the first missing page. */
class UntoldRun {
  #run: StatementRun | null | undefined;
  /** The plan that was sent last, which the host keeps. */
  #sentPlan: QueryPlan | undefined;

  set(run: StatementRun | null): void {
    this.#run = run;
  }

  take(): { readonly run?: SentRun | null } {
    const run = this.#run;
    this.#run = undefined;
    if (run === undefined) return {};
    if (run === null) return { run };
    const isKept = run.plan === this.#sentPlan;
    this.#sentPlan = run.plan;
    return { run: isKept ? { ...run, plan: "as before" } : run };
  }
}

/** Blocks until the host has responded. Throws what the host reports. */
function awaitResponse({ cells, text }: ControlBlock, number: number): WorkerResponse {
  waitFor(cells, number);
  const size = Atomics.load(cells, SIZE);
  // Text decoders do not accept shared memory, so the text is copied.
  const json = new TextDecoder().decode(text.slice(0, size));
  // The host has written this JSON from a `WorkerResponse`.
  const response = JSON.parse(json) as WorkerResponse;
  if (response.kind === "refused") throw new DatabaseError(response.issue);
  if (Atomics.load(cells, STATUS) !== STATUS_DONE) throw workerLost();
  return response;
}

function workerLost(): DatabaseError {
  return new DatabaseError({ kind: "worker-lost" });
}

function waitFor(cells: Int32Array, number: number): void {
  for (let round = 0; round < MAX_WAIT_ROUNDS; ) {
    const responseNumber = Atomics.load(cells, RESPONSE_NUMBER);
    if (responseNumber === number) return;
    // The wait may end spuriously, and it does not begin if the cell has changed already.
    const result = Atomics.wait(cells, RESPONSE_NUMBER, responseNumber, WAIT_ROUND_MS);
    if (result === "timed-out") round += 1;
  }
  throw workerLost();
}

/** Copies the pages into one buffer, so that a single transfer hands all of them over. */
function packPages(
  pages: readonly CommitPage[],
  pageSize: number,
): { readonly pages: readonly CommitPage[]; readonly buffer: ArrayBuffer } {
  const bytes = new Uint8Array(pages.length * pageSize);
  const packed = pages.map((page, index) => {
    bytes.set(page.bytes, index * pageSize);
    return { pgno: page.pgno, bytes: bytes.subarray(index * pageSize, (index + 1) * pageSize) };
  });
  return { pages: packed, buffer: bytes.buffer };
}
