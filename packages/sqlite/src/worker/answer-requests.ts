/** The host's side of the worker protocol: it responds to one request of a worker at a time. */

import { MAX_FETCH_PAGES } from "../cache/fetch-plan.js";
import { DatabaseError, type DatabaseIssue } from "../database-error.js";
import type { QueryPlan, StatementRun } from "../plan/query-plan.js";
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
import type { PageWaits } from "./page-waits.js";
import type { SentRun, WorkerRequest, WorkerResponse } from "./worker-protocol.js";

/** Half of the largest window: the next window is requested when half of one has been read. */
const MAX_NOTIFY_THRESHOLD = MAX_FETCH_PAGES / 2;

/** Hands the pages that the worker has read since the last time to the resolver, in order. */
export function drainAccessLog(fetcher: PageFetcher, control: ControlBlock): void {
  drainAccesses(control, (pgno) => fetcher.recordAccess(pgno));
  fetcher.pump();
  setNotifyThreshold(control, notifyThresholdFor(fetcher.resolver.leadPages));
}

/** Each notification costs time of both threads, and few are needed far ahead of a scan. */
function notifyThresholdFor(leadPages: number): number {
  return Math.min(MAX_NOTIFY_THRESHOLD, Math.max(MIN_NOTIFY_THRESHOLD, Math.floor(leadPages / 4)));
}

export interface AnswerOptions {
  readonly waits: PageWaits;
  /** The runs of this worker. */
  readonly runs: ReceivedRuns;
  /** Takes a failure, because the worker gets its issue only. */
  onFailure(error: DatabaseError): void;
}

/** Completes the runs of statements that a worker sends. */
export class ReceivedRuns {
  #lastPlan: QueryPlan | undefined;

  /** Null if the plan is not known. */
  complete(run: SentRun | null): StatementRun | null {
    if (run === null) return null;
    const plan = run.plan === "as before" ? this.#lastPlan : run.plan;
    this.#lastPlan = plan;
    return plan === undefined ? null : { ...run, plan };
  }
}

/** Responds to a request and wakes the worker. An unexpected error is thrown after that. */
export async function answerRequest(
  fetcher: PageFetcher,
  control: ControlBlock,
  number: number,
  request: WorkerRequest,
  { waits, runs, onFailure }: AnswerOptions,
): Promise<void> {
  // The resolver has to see the reads in the order in which SQLite made them.
  drainAccesses(control, (pgno) => fetcher.recordAccess(pgno));
  try {
    writeResponse(control, await responseTo(fetcher, request, { waits, runs }));
  } catch (error) {
    writeResponse(control, { kind: "refused", issue: issueOf(error) });
    if (!(error instanceof DatabaseError)) throw error;
    onFailure(error);
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
  request: WorkerRequest,
  { waits, runs }: Pick<AnswerOptions, "waits" | "runs">,
): Promise<WorkerResponse> {
  switch (request.kind) {
    case "page":
      if (request.run !== undefined) {
        fetcher.resolver.followStatement(runs.complete(request.run));
      }
      // The worker finds the page in the shared slab, as it does where no request is needed.
      await waits.wait(fetcher.readPage(request.pgno, request.prefetch, () => undefined));
      return { kind: "done" };
    case "commit":
      await fetcher.commit(request.pages, request.dbSizePages);
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
      fetcher.install(request.pages, request.dbSizePages);
      return { kind: "done" };
    case "truncate":
      fetcher.truncate();
      return { kind: "done" };
    default:
      return request satisfies never;
  }
}

function writeResponse({ cells, text }: ControlBlock, response: WorkerResponse): void {
  const bytes = new TextEncoder().encode(JSON.stringify(response));
  // Only the text of a server's refusal can be so long, and that is meant for people.
  const written =
    bytes.length <= text.length ? bytes : new TextEncoder().encode(JSON.stringify(TOO_LONG));
  text.set(written);
  Atomics.store(cells, SIZE, written.length);
  Atomics.store(cells, STATUS, response.kind === "refused" ? STATUS_REFUSED : STATUS_DONE);
}

const TOO_LONG: WorkerResponse = {
  kind: "refused",
  issue: { kind: "refused", detail: "the server's text is too long to be shown" },
};
