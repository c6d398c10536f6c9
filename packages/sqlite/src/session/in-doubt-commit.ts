/**
 * `InDoubtCommit`: a commit from when it is asked for until its fate is known.
 *
 * A lost answer leaves open whether a commit was carried out. Each start of the database on a new
 * connection tells more, because a server refuses whatever an earlier generation still sends:
 *
 *     the head is as it was             the commit was not carried out, and never will be
 *     the head is the staged txid       it was: no other commit can have this txid
 *     another head, next generation     it was: nobody else had the database open in between
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

export type CommitState =
  /** It may be sent, again as well, on the connection that there is or the next one. */
  | "pending"
  /** Its connection has ended: the next start of the database tells more. */
  | "unresolved"
  /** The store has to be asked whether it knows the commit. */
  | "ask-store"
  | "committed"
  /** Another owner has written the database. */
  | "superseded";

export class InDoubtCommit {
  state: CommitState = "pending";
  /** Whether it may have reached the server since it was last known not to be carried out. */
  isSent = false;
  /** Whether the caller has been told that its fate is unknown. */
  isAbandoned = false;
  request: CommitRequest;
  /** The one that it was sent in the name of. */
  generation: bigint;
  /** The other head, while the state is `unclear`. */
  #foundHeadTxid = 0n;
  #wake: () => void = () => undefined;

  constructor(request: CommitRequest, generation: bigint) {
    this.request = request;
    this.generation = generation;
  }

  /** The connection has ended. */
  onDisconnect(): void {
    if (this.state === "pending") this.state = "unresolved";
  }

  /** What the start of the database on a new connection says. `known` is from before it. */
  reconcile(known: KnownDatabase, start: SqliteStartupData): void {
    this.state = this.#stateAfter(known, start);
    this.#foundHeadTxid = start.meta.headTxid;
    if (this.state === "pending") {
      this.isSent = false;
      this.generation = start.generation;
    }
    this.#wake();
  }

  /** Ends a wait: there is something new, or there will be nothing more. */
  wake(): void {
    this.#wake();
  }

  /** Returns when there is something new, or after `timeoutMs`. */
  async waitForChange(clock: Clock, timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = clock.setTimer(resolve, timeoutMs);
      this.#wake = () => {
        stop();
        resolve();
      };
    });
  }

  /** The caller goes on without an answer, and may write into its pages. */
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
    // One that never left cannot be the new head. What was lost has been told by then.
    if (this.state === "committed" || !this.isSent || meta.headTxid < headTxid) return "superseded";
    if (tag === "ToRivetSqliteCommitFinalizeRequest") {
      return meta.headTxid === data.txid ? "committed" : "superseded";
    }
    return generation === this.generation + 1n ? "committed" : "ask-store";
  }
}
