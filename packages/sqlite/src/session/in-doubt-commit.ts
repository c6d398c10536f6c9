/**
 * `InDoubtCommit`: a commit from its request until its outcome is known.
 *
 * A lost response leaves open whether a commit was carried out. Each start of the database on a new
 * connection tells more, because a server refuses all requests of an earlier generation:
 *
 *     the head is as it was             the commit was not carried out, and never will be
 *     the head is the staged txid       it was: no other commit can have this txid
 *     another head, next generation     it was: no other owner had the database in between
 *     another head, later generation    it was, or another owner has written: the generations in
 *                                       between may be the session's own lost connections. The
 *                                       very same commit, in the name of the generation that sent
 *                                       it, is known to the store again or is refused
 */

import type { Clock } from "@barewire/clock";
import type { SqliteStartupData } from "@barewire/protocol/envoy-protocol";
import type { RequestData } from "@barewire/protocol/requests";
import type { KnownDatabase } from "./known-database.js";

export type CommitRequest =
  | {
      readonly tag: "ToRivetSqliteCommitRequest";
      readonly data: RequestData<"ToRivetSqliteCommitRequest">;
    }
  | {
      readonly tag: "ToRivetSqliteCommitFinalizeRequest";
      readonly data: RequestData<"ToRivetSqliteCommitFinalizeRequest">;
    };

/**
 * The state of a commit.
 *
 *     pending     it may be sent, or sent again, on the present connection or the next one
 *     unresolved  its connection has ended, and the next start of the database tells more
 *     ask-store   only the store can tell whether it was carried out
 *     committed   it was carried out
 *     superseded  another owner has written the database
 */
export type CommitState = "pending" | "unresolved" | "ask-store" | "committed" | "superseded";

export class InDoubtCommit {
  state: CommitState = "pending";
  /** Tells whether the server may have received it since it was last known not to be applied. */
  isSent = false;
  /** Tells whether the caller has been told that the outcome is unknown. */
  isAbandoned = false;
  request: CommitRequest;
  /** The generation that sent the commit first. */
  generation: bigint;
  /** The head that the last start named, for the state `ask-store`. */
  #foundHeadTxid = 0n;
  #wake: () => void = () => undefined;

  constructor(request: CommitRequest, generation: bigint) {
    this.request = request;
    this.generation = generation;
  }

  /** Takes the end of the connection. */
  onDisconnect(): void {
    if (this.state === "pending") this.state = "unresolved";
  }

  /** Takes the start of the database on a new connection. `known` is the state before it. */
  reconcile(known: KnownDatabase, start: SqliteStartupData): void {
    this.state = this.#stateAfter(known, start);
    this.#foundHeadTxid = start.meta.headTxid;
    if (this.state === "pending") {
      this.isSent = false;
      this.generation = start.generation;
    }
    this.#wake();
  }

  /** Ends `waitForChange`, because the state has changed or will not change any more. */
  wake(): void {
    this.#wake();
  }

  /** Returns when the state may have changed, or after `timeoutMs`. */
  async waitForChange(clock: Clock, timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = clock.setTimer(resolve, timeoutMs);
      this.#wake = () => {
        stop();
        resolve();
      };
    });
  }

  /** Copies the pages, because the caller continues without an outcome and reuses their memory. */
  abandon(): void {
    this.isAbandoned = true;
    const { tag, data } = this.request;
    if (tag !== "ToRivetSqliteCommitRequest") return;
    const dirtyPages = data.dirtyPages.map(({ pgno, bytes }) => ({ pgno, bytes: bytes.slice() }));
    this.request = { tag, data: { ...data, dirtyPages } };
  }

  #stateAfter({ headTxid }: KnownDatabase, { generation, meta }: SqliteStartupData): CommitState {
    const { tag, data } = this.request;
    if (this.state === "ask-store") {
      return meta.headTxid === this.#foundHeadTxid ? "ask-store" : "superseded";
    }
    if (meta.headTxid === headTxid) return this.state === "committed" ? "committed" : "pending";
    // A commit that was not sent cannot be the new head.
    if (this.state === "committed" || !this.isSent || meta.headTxid < headTxid) return "superseded";
    if (tag === "ToRivetSqliteCommitFinalizeRequest") {
      return meta.headTxid === data.txid ? "committed" : "superseded";
    }
    return generation === this.generation + 1n ? "committed" : "ask-store";
  }
}
