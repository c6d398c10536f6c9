/**
 * `CommitDelivery`: sends a commit idempotently and finds out its outcome, however often the
 * response is lost. The identical commit is sent again until there is a response. The store
 * recognises it by its idempotency token, so it is carried out once.
 */

import { ClientError, type RequestOptions, type WhenOffline } from "@barewire/client";
import type { Clock } from "@barewire/clock";
import type { SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import type { ResponseData } from "@barewire/protocol/requests";
import type { DatabaseError } from "../database-error.js";
import type { SettledDatabase } from "../page-store.js";
import { invalidResponse } from "./check-response.js";
import { type CommitRequest, InDoubtCommit } from "./in-doubt-commit.js";
import type { KnownDatabase } from "./known-database.js";
import { databaseErrorOf, noResponse } from "./session-error.js";

/** The most sends of one commit: a server may end every connection at once. */
const MAX_SENDS = 32;

export type CommitResponse = ResponseData<CommitRequest["tag"]>;

export interface CommitDeliveryOptions {
  readonly clock: Clock;
  /** The timeout of one request. Finding out the outcome of a commit may take as long again. */
  readonly timeoutMs: number;
  /** Tells whether a commit waits for the next connection, or fails as soon as there is none. */
  readonly whenOffline: WhenOffline;
  readonly known: KnownDatabase;
  /** Throws if no request may be sent any more. */
  requireUsable(): void;
  /** Sends a request. It rejects with a `ClientError` or a `DatabaseError`. */
  request(request: CommitRequest, options: RequestOptions<CommitResponse>): Promise<CommitResponse>;
  /** The reason why there is no connection at present; null if there is one. */
  connectionError(): ClientError | null;
  /** The error for a response other than `Ok`. */
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

  /** Tells whether the head of the database may be that of a commit without a response. */
  get isInDoubt(): boolean {
    return this.#commit?.isSent === true || this.#commit?.isAbandoned === false;
  }

  /**
   * The commit is durable when this returns. An earlier commit in doubt has to be settled before.
   */
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

  /** Finds out the outcome of the abandoned commit, or `not-committed` if there is none. */
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

  /** Takes the end of the connection. */
  onDisconnect(): void {
    this.#commit?.onDisconnect();
  }

  /** Takes the end of the session, after which no new start will come. */
  onSessionEnd(): void {
    this.#commit?.wake();
  }

  /**
   * Tells whether a start on a new connection shows that another owner has written the database.
   */
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
    // Each round waits for a response, or for a new connection.
    for (let round = 0; round < 2 * MAX_SENDS; round++) {
      requireUsable();
      if (commit.state === "committed") return "committed";
      // The caller has been told that it failed, so it must not be sent after that.
      if (commit.isAbandoned && !commit.isSent) return "not-committed";
      const leftMs = deadlineMs - clock.monotonicMs();
      if (leftMs <= 0) throw this.#unanswered(commit);
      const offline = this.#offlineError();
      if (offline !== null)
        throw commit.isSent ? this.#unanswered(commit) : databaseErrorOf(offline);
      if (commit.state === "unresolved") await commit.waitForChange(clock, leftMs);
      else if (await this.#sendOnce(commit, Math.min(timeoutMs, leftMs))) return "committed";
    }
    throw this.#unanswered(commit);
  }

  /** Sends the commit once, and returns true if it is known to be carried out. */
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
        // Even if the response is invalid, the commit may have been carried out.
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
        // A refusal of this attempt says nothing about an earlier attempt.
        if (commit.isSent) throw this.#unanswered(commit);
        throw refusalOf(response);
      case "SqliteCommitTooLarge":
      case "SqliteStageNotFound":
        // The store would have recognised a commit that was carried out before.
        commit.isSent = false;
        throw refusalOf(response);
      default:
        throw refusalOf(response);
    }
  }

  /** The reason why nothing may be sent now; null if it may. */
  #offlineError(): ClientError | null {
    const { whenOffline, connectionError } = this.#options;
    const cause = connectionError();
    if (whenOffline === "wait" || cause === null) return null;
    return new ClientError({ kind: "offline", outcome: "not-sent" }, cause);
  }

  #unanswered({ isSent }: InDoubtCommit): DatabaseError {
    return noResponse(isSent ? "unknown" : "not-sent", this.#options.connectionError());
  }

  /** Takes the commit as the newest one. */
  #applyCommit(commit: InDoubtCommit, headTxid: bigint): void {
    const { known } = this.#options;
    commit.state = "committed";
    known.headTxid = headTxid;
    known.dbSizePages = commit.request.data.newDbSizePages;
  }
}
