/**
 * One database of the soak: it commits, reads, and remembers the contents that the database must
 * have.
 *
 * Page 1 is written by every commit, and each commit adds a page of its own. So every commit that
 * was acknowledged can be looked for at the end.
 */

import { setTimeout as pause } from "node:timers/promises";
import {
  ClientError,
  type ClientIssue,
  createEnvoyClient,
  type EnvoyClient,
} from "@barewire/client";
import type { SqliteGetPagesOk } from "@barewire/protocol/envoy-protocol";
import { CLOSE_CODES } from "@barewire/protocol/opening";
import { markOf, pageOf } from "../../test/server/marked-pages.js";
import { BreakableTransport } from "./breakable-transport.js";

export type Counts = { readonly [name: string]: number };

/** The counter of connections that one side closed by its idle timeout. */
export const CLOSED_AS_SILENT = "closed as silent";

const READ_PAGES = 128;
const RETRY_MS = 500;
/** The limit is longer than any fault lasts. */
const MAX_RETRIES = 600;

export class SoakActor {
  readonly counts: { [name: string]: number } = {};
  readonly #actorId: string;
  readonly #owner: number;
  readonly #transport: BreakableTransport;
  readonly #client: EnvoyClient;
  /** The attempts whose commits wrote the pages, from page 2 on. */
  readonly #pages: number[] = [];
  #headTxid = 0n;
  #attemptCount = 0;

  constructor(url: string, owner: number) {
    this.#owner = owner;
    this.#actorId = `soak-${owner}`;
    this.#transport = new BreakableTransport(url);
    this.#client = createEnvoyClient({
      transport: this.#transport,
      namespace: "soak",
      actors: [this.#actorId],
      limits: { waitForServerMs: Number.POSITIVE_INFINITY },
      onEvent: (event) => {
        if (event.kind !== "started") this.#count(event.kind);
        if (event.kind === "disconnected" && isSilence(event.issue)) this.#count(CLOSED_AS_SILENT);
      },
    });
  }

  cut(): void {
    this.#count("cut");
    this.#transport.cut();
  }

  close(): void {
    this.#client.close();
  }

  async connected(): Promise<void> {
    await this.#retry(() => this.#client.started(this.#actorId));
  }

  /** Commits and reads in turn, about every `intervalMs`, until it is over. */
  async run(intervalMs: number, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await pause(intervalMs * (0.5 + Math.random()));
      if (isOver()) return;
      await this.#commit();
      const pgno = 2 + Math.floor(Math.random() * this.#pages.length);
      if (this.#pages.length > 0) await this.#compare(pgno, 1, "once");
    }
  }

  /** Verifies every commit that was acknowledged. */
  async verify(): Promise<void> {
    for (let first = 2; first < this.#pages.length + 2; first += READ_PAGES) {
      await this.#compare(first, Math.min(READ_PAGES, this.#pages.length + 2 - first), "retry");
    }
    this.#count("verified", this.#pages.length);
  }

  async #commit(): Promise<void> {
    this.#attemptCount += 1;
    const attempt = this.#attemptCount;
    const pgno = this.#pages.length + 2;
    const bytes = pageOf({ owner: this.#owner, sequence: attempt });
    const dirtyPages = [1, pgno].map((each) => ({ pgno: each, bytes }));
    const data = { expectedHeadTxid: this.#headTxid, dirtyPages, newDbSizePages: pgno };
    const answer = await this.#attempt(() =>
      this.#client.request(this.#actorId, "ToRivetSqliteCommitRequest", data),
    );
    if (answer?.tag === "SqliteCommitOk") {
      this.#count("acknowledged");
      this.#pages.push(attempt);
      this.#headTxid = answer.val.newHeadTxid;
    } else {
      if (answer !== null) this.#count(`commit: ${answer.tag}`);
      await this.#resolve(attempt, pgno);
    }
  }

  /** Finds out whether a commit without an acknowledgement has happened; it is atomic. */
  async #resolve(attempt: number, pgno: number): Promise<void> {
    const { meta, pages } = await this.#retry(() => this.#read([1, pgno]));
    const [newest, own] = pages.map(({ bytes }) => bytes && markOf(bytes).sequence);
    const isOld = meta.headTxid === this.#headTxid && own === null;
    const isNew = meta.headTxid > this.#headTxid && own === attempt && newest === attempt;
    if (isNew) {
      this.#count("ambiguous, happened");
      this.#pages.push(attempt);
      this.#headTxid = meta.headTxid;
    } else if (isOld && (newest ?? undefined) === this.#pages.at(-1)) {
      this.#count("ambiguous, did not happen");
    } else {
      this.#count("LOST OR TORN");
    }
  }

  async #compare(first: number, count: number, how: "once" | "retry"): Promise<void> {
    const pgnos = Array.from({ length: count }, (_, index) => first + index);
    const answer =
      how === "retry"
        ? await this.#retry(() => this.#read(pgnos))
        : await this.#attempt(() => this.#read(pgnos));
    if (answer === null) return;
    this.#count("reads");
    for (const { pgno, bytes } of answer.pages) {
      const mark = bytes === null ? null : markOf(bytes);
      const isKept = mark?.owner === this.#owner && mark.sequence === this.#pages[pgno - 2];
      if (!isKept) this.#count("LOST OR TORN");
    }
    if (answer.meta.headTxid !== this.#headTxid) this.#count("LOST OR TORN");
  }

  async #read(pgnos: readonly number[]): Promise<SqliteGetPagesOk> {
    const tag = "ToRivetSqliteGetPagesRequest";
    const answer = await this.#client.request(this.#actorId, tag, { pgnos });
    if (answer.tag === "SqliteGetPagesOk") return answer.val;
    throw new Refused(`read: ${answer.tag}`);
  }

  async #retry<T>(work: () => Promise<T>): Promise<T> {
    for (let count = 0; count < MAX_RETRIES; count++) {
      const result = await this.#attempt(work);
      if (result !== null) return result;
      await pause(RETRY_MS);
    }
    throw new Error("the server does not come back");
  }

  /** Returns null if the request failed in a way that the faults explain. */
  async #attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused) this.#count(error.message);
      else if (error instanceof ClientError) this.#count(`client: ${error.issue.kind}`);
      else throw error;
      return null;
    }
  }

  #count(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by;
  }
}

function isSilence(issue: ClientIssue): boolean {
  if (issue.kind === "disconnected") return issue.code === CLOSE_CODES.idleTimeout;
  return issue.kind === "idle-timeout";
}

/** The server has refused a read. */
class Refused extends Error {
  override readonly name = "Refused";
}
