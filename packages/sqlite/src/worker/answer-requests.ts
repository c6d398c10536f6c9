/** The host's end of the link to a database's thread: answers its questions, one at a time. */

import { MAX_FETCH_PAGES } from "../cache/fetch-plan.js";
import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import type { CommitPage } from "../session/database-session.js";
import type { PageFetcher } from "../session/page-fetcher.js";
import {
  type ControlBlock,
  drainAccesses,
  MIN_NOTIFY_THRESHOLD,
  RESPONSE_NUMBER,
  SIZE,
  STATUS,
  STATUS_DONE,
  STATUS_REFUSED,
  setNotifyThreshold,
} from "./control-block.js";
import type { PageBatch, WorkerRequest, WorkerResponse } from "./worker-requests.js";

/** Half of the largest window: the next one is asked for when a window has been read. */
const MAX_NOTIFY_THRESHOLD = MAX_FETCH_PAGES / 2;

/** Learns what the thread has read since the last time, in order. */
export function drainAccessLog(fetcher: PageFetcher, control: ControlBlock): void {
  drainAccesses(control, (pgno) => fetcher.recordAccess(pgno));
  fetcher.pump();
  setNotifyThreshold(control, notifyThresholdFor(fetcher.resolver.leadPages));
}

/** Each word takes time of both threads. Far ahead of a scan the host can do with few. */
function notifyThresholdFor(leadPages: number): number {
  return Math.min(MAX_NOTIFY_THRESHOLD, Math.max(MIN_NOTIFY_THRESHOLD, Math.floor(leadPages / 4)));
}

/** Answers a question and wakes the thread. Throws what is our own bug, after waking it. */
export async function answerRequest(
  fetcher: PageFetcher,
  control: ControlBlock,
  number: number,
  request: WorkerRequest,
): Promise<void> {
  // The resolver sees reads in the order in which SQLite made them.
  drainAccesses(control, (pgno) => fetcher.recordAccess(pgno));
  try {
    writeResponse(control, await responseTo(fetcher, control, request));
  } catch (error) {
    writeResponse(control, { kind: "refused", issue: issueOf(error) });
    if (!(error instanceof DatabaseError)) throw error;
  } finally {
    Atomics.store(control.cells, RESPONSE_NUMBER, number);
    Atomics.notify(control.cells, RESPONSE_NUMBER);
  }
}

function issueOf(error: unknown): DatabaseIssue {
  return error instanceof DatabaseError ? error.issue : { kind: "worker-lost" };
}

async function responseTo(
  fetcher: PageFetcher,
  control: ControlBlock,
  request: WorkerRequest,
): Promise<WorkerResponse> {
  switch (request.kind) {
    case "pages": {
      let offset = 0;
      await fetcher.pages(request.pgnos, request.prefetch, (page) => {
        control.responsePages.set(page, offset);
        offset += page.length;
      });
      return { kind: "done" };
    }
    case "commit":
      await fetcher.commit(pagesOf(request.batch), request.dbSizePages);
      return { kind: "done" };
    case "settle":
      return { kind: "settled", settled: await fetcher.settle() };
    case "stage-begin":
      return { kind: "staged", txid: `${await fetcher.stageBegin()}` };
    case "stage": {
      const { txid, chunkIndex, bytes, position } = request;
      await fetcher.stage(BigInt(txid), chunkIndex, bytes, position);
      return { kind: "done" };
    }
    case "stage-finalize":
      await fetcher.stageFinalize(BigInt(request.txid), request.dbSizePages);
      return { kind: "done" };
    case "install":
      fetcher.install(pagesOf(request.batch), request.dbSizePages);
      return { kind: "done" };
    case "truncate":
      fetcher.truncate();
      return { kind: "done" };
    default:
      return request satisfies never;
  }
}

function pagesOf({ pgnos, bytes }: PageBatch): readonly CommitPage[] {
  const pageSize = pgnos.length === 0 ? 0 : bytes.length / pgnos.length;
  return pgnos.map((pgno, index) => {
    return { pgno, bytes: bytes.subarray(index * pageSize, (index + 1) * pageSize) };
  });
}

function writeResponse({ cells, text }: ControlBlock, response: WorkerResponse): void {
  const bytes = new TextEncoder().encode(JSON.stringify(response));
  const isFitting = bytes.length <= text.length;
  // Only the cells of a server can be so long, and they are for people.
  const shown = isFitting ? bytes : new TextEncoder().encode(JSON.stringify(TOO_LONG));
  text.set(shown);
  Atomics.store(cells, SIZE, shown.length);
  Atomics.store(cells, STATUS, response.kind === "refused" ? STATUS_REFUSED : STATUS_DONE);
}

const TOO_LONG: WorkerResponse = {
  kind: "refused",
  issue: { kind: "refused", detail: "its text is too long to be shown" },
};
