/**
 * `DatabaseModel`: the expected contents of a database. After each transaction that has written, it
 * learns from the store which of the commits in flight has happened, and judges every response and
 * stored row of the engine.
 */

import type { SqliteFetchedPage, SqliteMeta } from "@barewire/protocol/envoy-protocol";
import type { Meta } from "@barewire/protocol/sqlite-storage";
import { contentOf, ZEROS } from "./page-content.js";
import type { Process } from "./scheduler.js";
import type { StoredState } from "./stored-state.js";

/** A commit that an owner has requested. The same object is the same request, sent once more. */
export type CommitIntent = {
  readonly expectedHeadTxid: bigint;
  readonly newSize: number;
  /** The content of each dirty page. */
  readonly pages: ReadonlyMap<number, number>;
  /** The txid of a staged commit. */
  readonly txid?: bigint;
};

export type Attempt = {
  readonly intent: CommitIntent;
  readonly generation: bigint;
  readonly process: Process;
};

/** The database after a commit. */
export type Version = {
  readonly txid: bigint;
  /** The content of each page; that of page 1 is the first. */
  readonly contents: readonly number[];
  readonly intent: CommitIntent | undefined;
};

const EMPTY: Version = { txid: 0n, contents: [], intent: undefined };

/** Is thrown for a violation of the model. */
export class Violation extends Error {}

export class DatabaseModel {
  readonly name: string;
  readonly #versions = new Map<bigint, Version>([[0n, EMPTY]]);
  readonly #attempts = new Set<Attempt>();
  readonly #openedGenerations = new Set<bigint>();
  #head: Version = EMPTY;
  #meta: Meta | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get head(): Version {
    return this.#head;
  }

  get meta(): Meta | undefined {
    return this.#meta;
  }

  /** Tells whether this generation may read and write. */
  isOwner(generation: bigint): boolean {
    return this.#meta?.generation === generation && !this.#meta.cleanClose;
  }

  /** From now on the attempt may take effect. */
  begin(attempt: Attempt): void {
    this.#attempts.add(attempt);
  }

  /** From now on the attempt cannot take effect any more. */
  end(attempt: Attempt): void {
    this.#attempts.delete(attempt);
  }

  /** A process has ended, and with it all that it was about to do. */
  endProcess(process: Process): void {
    for (const attempt of this.#attempts) {
      if (attempt.process === process) this.#attempts.delete(attempt);
    }
  }

  /** Accepts the stored state after a transaction. Throws a `Violation` if it is impossible. */
  observe(state: StoredState | undefined): void {
    if (state === undefined) {
      if (this.#meta !== undefined) throw new Violation("the database is gone");
      return;
    }
    const { meta } = state;
    const before = this.#meta;
    this.#meta = meta;
    if (before !== undefined) checkProgress(before, meta);
    if (meta.headTxid === this.#head.txid) {
      checkContents(state.contents, this.#head);
      return;
    }
    if (before === undefined) throw new Violation("a database is created with a commit");
    this.#head = this.#versionOf(state, before);
    this.#versions.set(meta.headTxid, this.#head);
  }

  /** The version that one of the attempts has made. */
  #versionOf({ meta, contents }: StoredState, before: Meta): Version {
    const { headTxid: txid } = meta;
    if (before.cleanClose) throw new Violation(`commit ${txid} of a database that is closed`);
    if (this.#versions.has(txid)) throw new Violation(`there was a commit ${txid} before`);
    const possible = [...this.#attempts].filter(({ intent, generation }) => {
      return generation === before.generation && intent.expectedHeadTxid === before.headTxid;
    });
    for (const { intent } of possible) {
      if (intent.txid !== undefined && intent.txid !== txid) continue;
      const expected = contentsAfter(this.#head, intent);
      if (expected.length !== contents.length) continue;
      if (expected.every((content, index) => content === contents[index])) {
        return { txid, contents, intent };
      }
    }
    if (possible.length === 0) throw new Violation(`no owner may have made commit ${txid}`);
    throw new Violation(`commit ${txid} is none of ${possible.length} that could have happened`);
  }

  /** An open has returned. `pages` are those that came along. */
  checkOpened(generation: bigint, meta: SqliteMeta, pages: readonly SqliteFetchedPage[]): void {
    if (this.#openedGenerations.has(generation)) {
      throw new Violation(`generation ${generation} has two owners`);
    }
    this.#openedGenerations.add(generation);
    if (meta.generation !== generation) throw new Violation("an open says two generations");
    const version = this.#versionAt(meta);
    for (const { pgno, bytes } of pages) checkPage(version, pgno, bytes);
  }

  /** A commit was acknowledged. */
  checkAcknowledged(intent: CommitIntent, txid: bigint, meta: SqliteMeta): void {
    const version = this.#versions.get(txid);
    if (version?.intent !== intent) throw new Violation(`commit ${txid} never happened`);
    if (meta.headTxid !== txid) throw new Violation("an acknowledged commit is not the head");
    this.#versionAt(meta);
  }

  /** A commit was refused, for certain. */
  checkRefused(intent: CommitIntent): void {
    for (const version of this.#versions.values()) {
      if (version.intent === intent) throw new Violation(`commit ${version.txid} was refused`);
    }
  }

  /** The txid of the commit that this has become. */
  txidOf(intent: CommitIntent): bigint | undefined {
    return [...this.#versions.values()].find((version) => version.intent === intent)?.txid;
  }

  /** A read has returned, which began when `headTxid` was the head. */
  checkRead(headTxid: bigint, meta: SqliteMeta, pages: readonly SqliteFetchedPage[]): void {
    if (meta.headTxid < headTxid) throw new Violation(`a read of ${meta.headTxid} at ${headTxid}`);
    const version = this.#versionAt(meta);
    for (const { pgno, bytes } of pages) checkPage(version, pgno, bytes);
  }

  #versionAt({ headTxid, dbSizePages }: SqliteMeta): Version {
    const version = this.#versions.get(headTxid);
    if (version === undefined) throw new Violation(`an answer from commit ${headTxid}`);
    if (version.contents.length !== dbSizePages) {
      throw new Violation(`${dbSizePages} pages at commit ${headTxid}`);
    }
    return version;
  }
}

function checkProgress(before: Meta, after: Meta): void {
  const { generation } = before;
  if (after.generation !== generation && after.generation !== generation + 1n) {
    throw new Violation(`generation ${after.generation} follows ${generation}`);
  }
  if (after.headTxid < before.headTxid) throw new Violation(`the head falls to ${after.headTxid}`);
  if (after.nextTxid < before.nextTxid) throw new Violation("a txid would be handed out twice");
  if (after.headTxid !== before.headTxid && after.generation !== generation) {
    throw new Violation("an open has committed");
  }
  if (after.materializedTxid < before.materializedTxid) {
    throw new Violation("what was compacted is so no more");
  }
}

function checkContents(contents: readonly number[], { txid, contents: expected }: Version): void {
  if (contents.length !== expected.length) throw new Violation(`commit ${txid} has another size`);
  contents.forEach((content, index) => {
    if (content === expected[index]) return;
    throw new Violation(`page ${index + 1} holds ${content} instead of ${expected[index]}`);
  });
}

function checkPage({ txid, contents }: Version, pgno: number, bytes: Uint8Array | null): void {
  const expected = contents[pgno - 1];
  if (bytes === null) {
    if (expected === undefined) return;
    throw new Violation(`page ${pgno} is absent at commit ${txid}`);
  }
  if (expected === undefined) throw new Violation(`page ${pgno} is beyond commit ${txid}`);
  const content = contentOf(pgno, bytes);
  if (content === expected) return;
  throw new Violation(`page ${pgno} reads ${content} instead of ${expected} at commit ${txid}`);
}

function contentsAfter({ contents }: Version, { newSize, pages }: CommitIntent): number[] {
  return Array.from({ length: newSize }, (_, index) => {
    return pages.get(index + 1) ?? contents[index] ?? ZEROS;
  });
}
