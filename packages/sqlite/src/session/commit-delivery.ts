/**
 * `CommitDelivery`: brings a commit to the server and finds out what has become of it, however
 * often its answer is lost. The very same commit is sent again until there is an answer: the store
 * knows it again, so it is carried out once.
 */

import { ClientError, type RequestOptions } from "@barewire/client";
import type { Clock } from "@barewire/clock";
import type { SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import type { ResponseData } from "@barewire/protocol/requests";
import { DatabaseError } from "../database-error.js";
import type { SettledDatabase } from "../page-store.js";
import { invalidResponse } from "./check-response.js";
import { type CommitRequest, InDoubtCommit } from "./in-doubt-commit.js";
import type { KnownDatabase } from "./known-database.js";
import { databaseErrorOf } from "./session-error.js";

/** Of one commit, before its fate is left unknown: a server may end every connection at once. */
const MAX_SENDS = 32;

export type CommitResponse = ResponseData<CommitRequest["tag"]>;

export interface CommitDeliveryOptions {
  readonly clock: Clock;
  /** Of one request. Finding out what became of an unanswered one takes as long again. */
  readonly timeoutMs: number;
  readonly known: KnownDatabase;
  /** Throws where nothing may be asked any more. */
  requireUsable(): void;
  /** Refused as by the client, or with a `DatabaseError`. */
  request(request: CommitRequest, options: RequestOptions<CommitResponse>): Promise<CommitResponse>;
  /** The failure for what the server answers in place of `Ok`. */
  refusalOf(response: Exclude<CommitResponse, CommitOk>): DatabaseError;
}

type CommitOutcome = SettledDatabase["outcome"];

export type CommitOk = Extract<
  CommitResponse,
  { readonly tag: "SqliteCommitOk" | "SqliteCommitFinalizeOk" }
>;

export class CommitDelivery {
  readonly #options: CommitDeliveryOptions;
  #commit: InDoubtCommit | null = null;

  constructor(options: CommitDeliveryOptions) {
    this.#options = options;
  }

  /** Whether the head may be that of a commit whose answer has not come. */
  get isInDoubt(): boolean {
    return this.#commit?.isSent === true || this.#commit?.isAbandoned === false;
  }

  /** Durable when it returns. Whatever was in doubt before has to be settled. */
  async sendIdempotently(request: CommitRequest): Promise<void> {
    const { known, timeoutMs, clock } = this.#options;
    const commit = new InDoubtCommit(request, known.generation);
    this.#commit = commit;
    try {
      await this.#resolve(commit, clock.monotonicMs() + 2 * timeoutMs);
      this.#commit = null;
    } catch (error) {
      if (commit.isSent) commit.abandon();
      else this.#commit = null;
      throw databaseErrorOf(error);
    }
  }

  /** What has become of the commit that was given up; `not-committed` where there was none. */
  async settle(): Promise<CommitOutcome> {
    const commit = this.#commit;
    if (commit === null) return "not-committed";
    const { timeoutMs, clock } = this.#options;
    try {
      const outcome = await this.#resolve(commit, clock.monotonicMs() + timeoutMs);
      this.#commit = null;
      return outcome;
    } catch (error) {
      if (commit.isSent) throw databaseErrorOf(error);
      this.#commit = null;
      return "not-committed";
    }
  }

  /** To be called when the connection has ended. */
  onDisconnect(): void {
    this.#commit?.onDisconnect();
  }

  /** To be called when the session has: nothing new will come. */
  onSessionEnd(): void {
    this.#commit?.wake();
  }

  /** Of a start on a new connection: whether another owner has written the database. */
  isSupersededBy(start: SqliteStartupData): boolean {
    const { known } = this.#options;
    const commit = this.#commit;
    if (commit === null) return start.meta.headTxid !== known.headTxid;
    const before = commit.state;
    commit.reconcile(known, start);
    if (commit.state === "committed" && before !== "committed") {
      this.#applyCommit(commit, start.meta.headTxid);
    }
    return commit.state === "superseded";
  }

  async #resolve(commit: InDoubtCommit, deadlineMs: number): Promise<CommitOutcome> {
    const { requireUsable, timeoutMs, clock } = this.#options;
    // Each round waits for an answer, or for a connection to ask on.
    for (let round = 0; round < 2 * MAX_SENDS; round++) {
      requireUsable();
      if (commit.state === "committed") return "committed";
      // Nobody waits for it any more: it would be carried out behind the caller's back.
      if (commit.isAbandoned && !commit.isSent) return "not-committed";
      const leftMs = deadlineMs - clock.monotonicMs();
      if (leftMs <= 0) throw unanswered(commit);
      if (commit.state === "unresolved") await commit.waitForChange(clock, leftMs);
      else if (await this.#sendOnce(commit, Math.min(timeoutMs, leftMs))) return "committed";
    }
    throw unanswered(commit);
  }

  /** Sends it once; true when it is known to be carried out. */
  async #sendOnce(commit: InDoubtCommit, timeoutMs: number): Promise<boolean> {
    const { request } = this.#options;
    const { generation } = commit;
    const asked = commit.state === "ask-store" ? { timeoutMs, generation } : { timeoutMs };
    try {
      this.#handleResponse(commit, await request(commit.request, asked));
      return true;
    } catch (error) {
      const issue = error instanceof ClientError ? error.issue : null;
      if (issue?.kind !== "connection-lost" && issue?.kind !== "timeout") throw error;
      if (issue.outcome === "unknown") commit.isSent = true;
      else if (!commit.isSent) throw error;
      return false;
    }
  }

  #handleResponse(commit: InDoubtCommit, response: CommitResponse): void {
    const { known, refusalOf } = this.#options;
    const { tag, data } = commit.request;
    switch (response.tag) {
      case "SqliteCommitOk":
      case "SqliteCommitFinalizeOk": {
        // Whatever is wrong with the answer, the commit may have been carried out.
        commit.isSent = true;
        const { newHeadTxid, meta } = response.val;
        known.checkCommit(newHeadTxid, meta, data.newDbSizePages);
        const isStaged = tag === "ToRivetSqliteCommitFinalizeRequest";
        if (isStaged && newHeadTxid !== data.txid) {
          throw invalidResponse("newHeadTxid is not the txid of the staged commit");
        }
        this.#applyCommit(commit, newHeadTxid);
        return;
      }
      case "SqliteErrorResponse":
        // That it was refused this time says nothing of the time before.
        if (commit.isSent) throw unanswered(commit);
        throw refusalOf(response);
      case "SqliteCommitTooLarge":
      case "SqliteStageNotFound":
        // What was carried out would have been known again.
        commit.isSent = false;
        throw refusalOf(response);
      default:
        throw refusalOf(response);
    }
  }

  /** The commit is the newest one. */
  #applyCommit(commit: InDoubtCommit, headTxid: bigint): void {
    const { known } = this.#options;
    commit.state = "committed";
    known.headTxid = headTxid;
    known.dbSizePages = commit.request.data.newDbSizePages;
  }
}

function unanswered({ isSent }: InDoubtCommit): DatabaseError {
  return new DatabaseError({ kind: "no-response", outcome: isSent ? "unknown" : "not-sent" });
}
