/** Tests how a worker reads a missing page: it asks the host, then looks into the slab again. */

import { expect, test } from "vitest";
import { DatabaseError } from "../database-error.js";
import type { QueryPlan, StatementRun } from "../plan/query-plan.js";
import { ReceivedRuns } from "./answer-requests.js";
import {
  controlBlock,
  createControlMemory,
  drainAccesses,
  RESPONSE_NUMBER,
  SIZE,
} from "./control-block.js";
import { createWorkerPageStore } from "./worker-page-store.js";
import type { SentRun } from "./worker-protocol.js";

const PAGE_SIZE = 64;
const DONE = new TextEncoder().encode(JSON.stringify({ kind: "done" }));

/** Reads a page that is in the slab at the look `comesAt`; returns the requests and accesses. */
function read(comesAt: number): { readonly requests: number; readonly accesses: number } {
  const control = controlBlock(createControlMemory());
  let looks = 0;
  let requests = 0;
  const store = createWorkerPageStore({
    control,
    pageSize: PAGE_SIZE,
    pageTable: {
      copy: (pgno, from, until, target, offset) => {
        looks += 1;
        if (looks < comesAt) return false;
        target.fill(pgno, offset, offset + until - from);
        return true;
      },
    },
    // This host responds before the worker waits.
    send: (number) => {
      requests += 1;
      control.text.set(DONE);
      Atomics.store(control.cells, SIZE, DONE.length);
      Atomics.store(control.cells, RESPONSE_NUMBER, number);
    },
    notifyAccesses: () => undefined,
  });
  const heap = new Uint8Array(2 * PAGE_SIZE);
  void store.copy(7, 0, PAGE_SIZE, () => heap, PAGE_SIZE, "prefetch");
  expect(heap.subarray(PAGE_SIZE).every((byte) => byte === 7)).toBe(true);
  expect(heap.subarray(0, PAGE_SIZE).every((byte) => byte === 0)).toBe(true);
  let accesses = 0;
  drainAccesses(control, () => {
    accesses += 1;
  });
  return { requests, accesses };
}

function check(comesAt: number, requests: number, accesses: number): void {
  expect(read(comesAt)).toEqual({ requests, accesses });
}

test("a page that is in the slab is read without a request, and logged", () => {
  check(1, 0, 1);
});

test("a missing page is read from the slab after the response, and the host has counted it", () => {
  check(2, 1, 0);
});

test("a page that was evicted before the worker woke is asked for again, but not for ever", () => {
  check(5, 4, 0);
  check(17, 16, 0);
  expect(() => read(18)).toThrow(DatabaseError);
});

const planOf = (rootPgno: number): QueryPlan => ({
  cursors: [{ cursor: 0, rootPgno, tree: "table", order: [], lastColumn: 0 }],
  accesses: [],
  limit: { kind: "unknown" },
  isFiltered: false,
});

test("the host gets the run of each statement, whose plan is sent again only after another", () => {
  const [one, other] = [planOf(2), planOf(3)];
  const plans = [one, one, undefined, one, other, other, one];
  const runs = plans.map((plan, id): StatementRun | null =>
    plan === undefined ? null : { id, plan, maxRows: 1, parameters: [id] },
  );
  const sent: (SentRun | null | undefined)[] = [];
  const control = controlBlock(createControlMemory());
  let isThere = false;
  const store = createWorkerPageStore({
    control,
    pageSize: PAGE_SIZE,
    pageTable: { copy: () => isThere },
    send: (number, request) => {
      if (request.kind === "page") sent.push(structuredClone(request.run));
      isThere = true;
      control.text.set(DONE);
      Atomics.store(control.cells, SIZE, DONE.length);
      Atomics.store(control.cells, RESPONSE_NUMBER, number);
    },
    notifyAccesses: () => undefined,
  });
  const heap = new Uint8Array(PAGE_SIZE);
  for (const run of runs) {
    store.followStatement(run);
    isThere = false;
    void store.copy(7, 0, PAGE_SIZE, () => heap, 0, "prefetch");
  }
  const received = new ReceivedRuns();
  expect(sent.map((run) => received.complete(run ?? null))).toEqual(runs);
  const withPlan = sent.map((run) => run?.plan !== undefined && run.plan !== "as before");
  expect(withPlan).toEqual([true, false, false, false, true, false, true]);
});
