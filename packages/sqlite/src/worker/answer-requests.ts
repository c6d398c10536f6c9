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
import type { PageBatch, WorkerRequest, WorkerResponse } from "./page-requests.js";

/** Half of the largest window: the next one is asked for when a window has been read. */
const MOST_PATIENCE = MAX_FETCH_PAGES / 2;

/** Learns what the thread has read since the last time, in order. */
export function drainAccessLog(host: PageFetcher, control: ControlBlock): void {
  drainAccesses(control, (pgno) => host.recordAccess(pgno));
  host.pump();
  setNotifyThreshold(control, patienceFor(host.resolver.leadPages));
}

/** Each word takes time of both threads. Far ahead of a scan the host can do with few. */
function patienceFor(leadPages: number): number {
  return Math.min(MOST_PATIENCE, Math.max(MIN_NOTIFY_THRESHOLD, Math.floor(leadPages / 4)));
}

/** Answers a question and wakes the thread. Throws what is our own bug, after waking it. */
export async function answerRequest(
  host: PageFetcher,
  control: ControlBlock,
  number: number,
  question: WorkerRequest,
): Promise<void> {
  // The resolver sees reads in the order in which SQLite made them.
  drainAccesses(control, (pgno) => host.recordAccess(pgno));
  try {
    writeAnswer(control, await answerOf(host, control, question));
  } catch (error) {
    writeAnswer(control, { kind: "refused", issue: refusalOf(error) });
    if (!(error instanceof DatabaseError)) throw error;
  } finally {
    Atomics.store(control.cells, RESPONSE_NUMBER, number);
    Atomics.notify(control.cells, RESPONSE_NUMBER);
  }
}

function refusalOf(error: unknown): DatabaseIssue {
  return error instanceof DatabaseError ? error.issue : { kind: "thread-lost" };
}

async function answerOf(
  host: PageFetcher,
  control: ControlBlock,
  question: WorkerRequest,
): Promise<WorkerResponse> {
  switch (question.kind) {
    case "pages": {
      let offset = 0;
      await host.pages(question.pgnos, question.prefetch, (page) => {
        control.responsePages.set(page, offset);
        offset += page.length;
      });
      return { kind: "done" };
    }
    case "commit":
      await host.commit(pagesOf(question.batch), question.sizePages);
      return { kind: "done" };
    case "settle":
      return { kind: "settled", settled: await host.settle() };
    case "stage-begin":
      return { kind: "staged", txid: `${await host.stageBegin()}` };
    case "stage": {
      const { txid, chunkIndex, bytes, position } = question;
      await host.stage(BigInt(txid), chunkIndex, bytes, position);
      return { kind: "done" };
    }
    case "stage-finalize":
      await host.stageFinalize(BigInt(question.txid), question.sizePages);
      return { kind: "done" };
    case "install":
      host.install(pagesOf(question.batch), question.sizePages);
      return { kind: "done" };
    case "truncate":
      host.truncate();
      return { kind: "done" };
    default:
      return question satisfies never;
  }
}

function pagesOf({ pgnos, bytes }: PageBatch): readonly CommitPage[] {
  const pageSize = pgnos.length === 0 ? 0 : bytes.length / pgnos.length;
  return pgnos.map((pgno, index) => {
    return { pgno, bytes: bytes.subarray(index * pageSize, (index + 1) * pageSize) };
  });
}

function writeAnswer({ cells: words, text }: ControlBlock, answer: WorkerResponse): void {
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  const isFitting = bytes.length <= text.length;
  // Only the words of a server can be so long, and they are for people.
  const shown = isFitting ? bytes : new TextEncoder().encode(JSON.stringify(TOO_LONG));
  text.set(shown);
  Atomics.store(words, SIZE, shown.length);
  Atomics.store(words, STATUS, answer.kind === "refused" ? STATUS_REFUSED : STATUS_DONE);
}

const TOO_LONG: WorkerResponse = {
  kind: "refused",
  issue: { kind: "refused", detail: "its text is too long to be shown" },
};
