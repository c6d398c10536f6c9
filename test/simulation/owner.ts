/**
 * `Owner`: a client of a database: it opens it, commits, reads, closes, and repeats requests that
 * got no answer. There may be several, each believing that the database is its own.
 */

import type { SqliteCommitRequest } from "@barewire/protocol/envoy-protocol";
import type { StorageIssue } from "@barewire/sqlite-storage";
import { pick } from "../contract/seeded-random.js";
import type { Answer, Cluster, Database, Server } from "./cluster.js";
import { chooseCommit, choosePgno } from "./commit-choice.js";
import { type CommitIntent, Violation } from "./database-model.js";
import { pageOf } from "./page-content.js";
import type { Process } from "./scheduler.js";
import { commitInPieces } from "./staged-commit.js";

const MAX_RETRIES = 3;
const MAX_RANGE = 40;
const MAX_READ_AGAIN = 3;
const MAY_REFUSE_COMMITS: ReadonlySet<StorageIssue["kind"]> = new Set([
  "fence-mismatch",
  "quota-exceeded",
  "overloaded",
]);

/** The state that an owner knows of its database while it has it open. */
export type Ownership = {
  server: Server;
  readonly generation: bigint;
  headTxid: bigint;
  size: number;
};

/** The outcome of a commit; it is "unknown" if its owner cannot tell. */
export type CommitEnd = "committed" | "refused" | "lost" | "unknown";

export class Owner {
  readonly cluster: Cluster;
  readonly database: Database;
  readonly name: string;
  readonly #process: Process;
  #own: Ownership | undefined;

  constructor(cluster: Cluster, database: Database, name: string) {
    this.cluster = cluster;
    this.database = database;
    this.name = name;
    this.#process = { name, isAlive: true };
  }

  get ownership(): Ownership | undefined {
    return this.#own;
  }

  /** Takes turns; each consists of some requests, whatever their outcomes. */
  async run(turnCount: number): Promise<void> {
    for (let turn = 0; turn < turnCount; turn += 1) {
      await this.pause();
      await this.#turn();
    }
  }

  pause(): Promise<void> {
    return this.cluster.scheduler.park({ process: this.#process, name: this.name, step: "turn" });
  }

  note(text: string): void {
    this.cluster.note(`${this.name}(${this.database.id.actorId}) ${text}`);
  }

  async #turn(): Promise<void> {
    const own = this.#own;
    // An owner that has lost the database leaves it to the others for a while.
    if (own === undefined && this.cluster.random(this.cluster.tuning.ownerCount) > 0) return;
    if (own === undefined || !own.server.process.isAlive) return await this.#reopen();
    await pick(this.cluster.random, [
      () => this.#commitOnce(own),
      () => this.#commitOnce(own),
      () => this.#commitOnce(own),
      () => this.#commitOnce(own),
      () => Promise.all([this.#commitOnce(own), this.read(own), this.#readRange(own)]),
      () => this.#commitUnderReads(own),
      () => this.#commitUnderReads(own),
      () => this.#stageOnce(own),
      () => this.#stageOnce(own),
      () => Promise.all([this.#stageOnce(own), this.read(own), this.#persistHints(own)]),
      () => Promise.all([this.#stageOnce(own), this.#commitOnce(own)]),
      () => this.read(own),
      () => Promise.all([this.read(own), this.#readRange(own), this.read(own)]),
      () => this.#commitTwice(own),
      () => this.#persistHints(own),
      () => this.#close(own),
      () => this.#reopen(),
      () => this.#ensure(own),
      () => this.#move(own),
    ])();
  }

  /** Opens the database on any server, as a new owner. */
  async #reopen(): Promise<void> {
    const server = pick(this.cluster.random, this.cluster.servers);
    await this.openOn(server);
  }

  async openOn(server: Server): Promise<Ownership | undefined> {
    const { id, model } = this.database;
    this.#own = undefined;
    this.note(`opens on ${server.process.name}`);
    const answer = await this.cluster.ask(server, "open", server.engine.open(id));
    if (answer.kind === "refused") this.#checkOpenRefused(answer.issue);
    if (answer.kind !== "ok") return undefined;
    const { generation, meta, preloadedPages } = answer.value;
    this.#judge(() => model.checkOpened(generation, meta, preloadedPages));
    this.note(`has generation ${generation} at ${meta.headTxid} of ${meta.dbSizePages} pages`);
    this.#own = { server, generation, headTxid: meta.headTxid, size: meta.dbSizePages };
    return this.#own;
  }

  /** Opening reads the first pages in a transaction of its own, and may be overtaken before it. */
  #checkOpenRefused({ kind }: StorageIssue): void {
    if (kind.startsWith("kv-") || kind === "fence-mismatch") return;
    this.cluster.violate(new Violation(`an open was refused: ${kind}`));
  }

  async #commitOnce(own: Ownership): Promise<void> {
    const intent = this.choose(own);
    this.#took(await this.commit(own, intent), own, intent);
  }

  /** Reads what it commits while it does so, and once more afterwards. */
  async #commitUnderReads(own: Ownership): Promise<void> {
    const intent = this.#differing(this.choose(own));
    const [first = 1, ...others] = [...intent.pages.keys()].slice(0, MAX_READ_AGAIN);
    const commit = this.commit(own, intent);
    const reads = [[first, ...others], [first]].map((pgnos) => this.readPages(own, pgnos));
    this.#took(await commit, own, intent);
    await Promise.all(reads);
    for (const pgno of [first, ...others]) await this.readPages(own, [pgno]);
  }

  /** Two different commits at once, of which one at most can happen. */
  async #commitTwice(own: Ownership): Promise<void> {
    const first = this.choose(own);
    const second = this.#differing(this.choose(own));
    const ends = await Promise.all([this.commit(own, first), this.commit(own, second)]);
    if (ends[0] === "committed" && ends[1] === "committed") {
      this.cluster.violate(new Violation("two commits on one head"));
    }
    this.#took(ends[0], own, first);
    if (this.#own === own && ends[0] !== "committed") this.#took(ends[1], own, second);
  }

  async #stageOnce(own: Ownership): Promise<void> {
    const staged = await commitInPieces(this, own);
    if (staged !== undefined) this.#took(staged.end, own, staged.intent);
  }

  choose({ size, headTxid }: Ownership): CommitIntent {
    const { random, tuning } = this.cluster;
    const newContent = () => this.cluster.newContent();
    return chooseCommit({ random, maxSize: tuning.maxSize, newContent }, size, headTxid);
  }

  /** Two commits that write nothing may be the same one. */
  #differing(intent: CommitIntent): CommitIntent {
    if (intent.pages.size > 0) return intent;
    return { ...intent, pages: new Map([[1, this.cluster.newContent()]]) };
  }

  /** Updates the owner by the outcome of its commit. */
  #took(end: CommitEnd, own: Ownership, intent: CommitIntent): void {
    if (end === "committed") {
      own.headTxid = this.database.model.txidOf(intent) ?? own.headTxid;
      own.size = intent.newSize;
    } else if (end !== "refused" && this.#own === own) {
      this.#own = undefined;
    }
  }

  /** Sends a commit, and the same request again while its outcome is unknown. */
  async commit(own: Ownership, intent: CommitIntent): Promise<CommitEnd> {
    const { id } = this.database;
    const request = this.#requestOf(own, intent);
    const numbers = [...intent.pages].map(([pgno, content]) => `${pgno}=${content}`).join(" ");
    this.note(`commits on ${intent.expectedHeadTxid}: ${intent.newSize} pages, ${numbers}`);
    return await this.untilKnown(own, intent, async (server) => {
      const answer = await this.cluster.ask(server, "commit", server.engine.commit(id, request));
      return answer.kind === "ok" ? this.#acknowledged(intent, answer) : answer;
    });
  }

  /**
   * Repeats a request as long as its outcome is unknown and a server answers. `send` has checked
   * what was answered if it is "ok".
   */
  async untilKnown(
    own: Ownership,
    intent: CommitIntent,
    send: (server: Server) => Promise<Answer<unknown>>,
  ): Promise<CommitEnd> {
    const { model } = this.database;
    let isUnknown = false;
    for (let count = 0; count <= MAX_RETRIES; count += 1) {
      const { server, generation } = own;
      const attempt = { intent, generation, process: server.process };
      model.begin(attempt);
      const faultCount = this.cluster.faults.count;
      const answer = await send(server);
      model.end(attempt);
      if (answer.kind === "ok") return "committed";
      // An answer can be lost inside the store, too, which then repeats by itself.
      isUnknown ||= this.cluster.faults.count > faultCount;
      if (answer.kind === "refused" && answer.issue.kind !== "kv-unknown-result") {
        return this.#refused(own, intent, answer.issue, isUnknown);
      }
      isUnknown = true;
      this.note(`does not know whether it has committed on ${intent.expectedHeadTxid}`);
      if (this.cluster.random(4) === 0) return "unknown";
      own.server = pick(this.cluster.random, this.cluster.servers);
      await this.pause();
    }
    return "unknown";
  }

  #refused(
    own: Ownership,
    intent: CommitIntent,
    issue: StorageIssue,
    isUnknown: boolean,
  ): CommitEnd {
    if (!isUnknown) this.#judge(() => this.database.model.checkRefused(intent));
    const isStageGone = issue.kind === "stage-not-found" && intent.txid !== undefined;
    if (!MAY_REFUSE_COMMITS.has(issue.kind) && !isStageGone && !issue.kind.startsWith("kv-")) {
      this.cluster.violate(new Violation(`a commit was refused: ${issue.kind}`));
    }
    if (issue.kind !== "fence-mismatch") return isUnknown ? "unknown" : "refused";
    this.checkFence(own, intent);
    return "lost";
  }

  /**
   * Checks that a request which was fenced off came from an earlier owner, or expected an older
   * head.
   */
  checkFence({ generation }: Ownership, intent?: CommitIntent): void {
    const { model } = this.database;
    if (!model.isOwner(generation)) return;
    const { txid, intent: newest } = model.head;
    if (intent === undefined) {
      this.cluster.violate(new Violation(`generation ${generation} owns the database`));
    } else if (newest === intent) {
      this.cluster.violate(new Violation(`commit ${txid} is refused as its own successor`));
    } else if (txid === intent.expectedHeadTxid) {
      this.cluster.violate(new Violation(`a commit on ${txid} is refused, which is the head`));
    }
  }

  #requestOf({ generation }: Ownership, intent: CommitIntent): SqliteCommitRequest {
    const dirtyPages = [...intent.pages].map(([pgno, content]) => {
      return { pgno, bytes: pageOf(pgno, content) };
    });
    return {
      actorId: this.database.id.actorId,
      generation,
      expectedHeadTxid: intent.expectedHeadTxid,
      dirtyPages,
      newDbSizePages: intent.newSize,
    };
  }

  #acknowledged<T extends { readonly kind: "ok"; readonly value: CommitOk }>(
    intent: CommitIntent,
    answer: T,
  ): T {
    const { newHeadTxid, meta } = answer.value;
    this.#judge(() => this.database.model.checkAcknowledged(intent, newHeadTxid, meta));
    this.note(`has committed ${newHeadTxid}`);
    return answer;
  }

  acknowledge(intent: CommitIntent, { newHeadTxid, meta }: CommitOk): void {
    this.#acknowledged(intent, { kind: "ok", value: { newHeadTxid, meta } });
  }

  async read(own: Ownership): Promise<void> {
    const { random, tuning } = this.cluster;
    const count = 1 + random(6);
    const pgnos = Array.from({ length: count }, () => choosePgno(random, tuning.maxSize));
    await this.readPages(own, pgnos);
  }

  async readPages(own: Ownership, pgnos: readonly number[]): Promise<void> {
    const { id, model } = this.database;
    const { server, generation } = own;
    const headTxid = model.head.txid;
    const request = { actorId: id.actorId, generation, pgnos };
    const answer = await this.cluster.ask(server, "read", server.engine.getPages(id, request));
    if (answer.kind === "refused") this.#readRefused(own, answer.issue);
    if (answer.kind !== "ok") return;
    const { meta, pages } = answer.value;
    this.#judge(() => {
      const isSame = pages.every(({ pgno }, index) => pgno === pgnos[index]);
      if (pages.length !== pgnos.length || !isSame) throw new Violation("a read of other pages");
      if (meta.generation !== generation) throw new Violation("a read by another owner");
      model.checkRead(headTxid, meta, pages);
    });
  }

  async #readRange(own: Ownership): Promise<void> {
    const { random, tuning } = this.cluster;
    const { id, model } = this.database;
    const { server, generation } = own;
    const headTxid = model.head.txid;
    const request = {
      actorId: id.actorId,
      generation,
      startPgno: choosePgno(random, tuning.maxSize),
      maxPages: 1 + random(MAX_RANGE),
      maxBytes: BigInt(1 + random(200_000)),
    };
    const answer = await this.cluster.ask(server, "range", server.engine.getPageRange(id, request));
    if (answer.kind === "refused") this.#readRefused(own, answer.issue);
    if (answer.kind === "ok") {
      const { meta, pages } = answer.value;
      this.#judge(() => model.checkRead(headTxid, meta, pages));
    }
  }

  #readRefused(own: Ownership, { kind }: StorageIssue): void {
    if (kind === "fence-mismatch") {
      this.checkFence(own);
      if (this.#own === own) this.#own = undefined;
    } else if (!kind.startsWith("kv-")) {
      this.cluster.violate(new Violation(`a read was refused: ${kind}`));
    }
  }

  async #persistHints(own: Ownership): Promise<void> {
    const { random, tuning } = this.cluster;
    const { id, model } = this.database;
    const { server, generation } = own;
    const pgnos = Array.from({ length: random(5) }, () => choosePgno(random, tuning.maxSize));
    const ranges = [{ startPgno: choosePgno(random, tuning.maxSize), pageCount: 1 + random(20) }];
    const request = { actorId: id.actorId, generation, hints: { pgnos, ranges } };
    const hints = server.engine.persistPreloadHints(id, request);
    const answer = await this.cluster.ask(server, "hints", hints);
    if (answer.kind !== "refused" || answer.issue.kind.startsWith("kv-")) return;
    if (answer.issue.kind === "fence-mismatch" && model.meta?.generation !== generation) return;
    this.cluster.violate(new Violation(`hints were refused: ${answer.issue.kind}`));
  }

  async #close(own: Ownership): Promise<void> {
    this.note("closes");
    const { server, generation } = own;
    const closed = server.engine.close(this.database.id, generation);
    const answer = await this.cluster.ask(server, "close", closed);
    if (answer.kind !== "refused" || !answer.issue.kind.startsWith("kv-")) this.#own = undefined;
    if (answer.kind === "ok" && this.database.model.isOwner(generation)) {
      this.cluster.violate(new Violation(`generation ${generation} is open after it was closed`));
    }
  }

  async #ensure(own: Ownership): Promise<void> {
    const { server, generation } = own;
    const ensured = server.engine.ensureOwner(this.database.id, generation);
    const answer = await this.cluster.ask(server, "ensure", ensured);
    if (answer.kind === "refused") this.#readRefused(own, answer.issue);
  }

  /** Continues with another server, which does not know this owner. */
  async #move(own: Ownership): Promise<void> {
    own.server = pick(this.cluster.random, this.cluster.servers);
    await this.read(own);
  }

  #judge(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.cluster.violate(error);
    }
  }
}

type CommitOk = {
  readonly newHeadTxid: bigint;
  readonly meta: Parameters<Database["model"]["checkAcknowledged"]>[2];
};
