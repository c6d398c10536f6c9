/**
 * `StagingCache`: what a process remembers of the staged commits that it receives: how far the file
 * was verified, and what went wrong. It saves reading the file once more when it is finalized, and
 * lets a later request fail for the reason of the first. Nothing rests on it: what is stored is in
 * the stage record, and a process that remembers nothing reads the chunks again.
 */

import type { LtxContents } from "@barewire/ltx";
import { LtxVerifier, type Lz4Block } from "@barewire/ltx";
import type { DatabaseKeys } from "../format/database-keys.js";
import type { StorageError } from "../storage-error.js";

/** A staged file that was verified to its end. */
export type VerifiedFile = LtxContents & {
  /** Of its chunks, as in the stage record. */
  readonly digests: readonly string[];
};

/** So many stages at most are remembered; a file of 65,536 pages takes about 5 MiB. */
const MAX_ENTRIES = 64;

/** Which staged commit, sent by which owner: nobody's mistakes become another one's. */
export type StageName = { readonly txid: bigint; readonly generation: bigint };

export class StagingCache {
  readonly #lz4: Lz4Block;
  /** By database, generation and txid; the one used last is the last one. */
  readonly #entries = new Map<string, Entry>();

  constructor(lz4: Lz4Block) {
    this.#lz4 = lz4;
  }

  /**
   * What is remembered of this stage, from now on if nothing was. Stages of one database are kept
   * apart: a request of an owner that was fenced off must not lose the order of its successor's.
   */
  getOrCreate({ text }: DatabaseKeys, name: StageName, maxPages: number): CachedStage {
    const key = `${text}\0${name.generation}\0${name.txid}`;
    const stage = this.#entries.get(key)?.stage ?? new CachedStage(this.#lz4, name, maxPages);
    this.#entries.delete(key);
    this.#entries.set(key, { database: text, stage });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    return stage;
  }

  /** Forgets the stages of a database up to this txid: none of them can be committed any more. */
  forget({ text }: DatabaseKeys, txid: bigint): void {
    for (const [key, { database, stage }] of this.#entries) {
      if (database === text && stage.txid <= txid) this.#entries.delete(key);
    }
  }
}

type Entry = { readonly database: string; readonly stage: CachedStage };

export class CachedStage {
  readonly txid: bigint;
  readonly generation: bigint;
  readonly #verifier: FileVerifier;
  #last: Promise<unknown> = Promise.resolve();
  /** Whatever comes later fails for the same reason. */
  failure: StorageError | undefined;
  /** The file, once it was verified to its end. */
  file: VerifiedFile | undefined;

  constructor(lz4: Lz4Block, { txid, generation }: StageName, maxPages: number) {
    this.txid = txid;
    this.generation = generation;
    this.#verifier = new FileVerifier(lz4, maxPages);
  }

  /** Runs `work` after everything that was begun before it, whatever became of that. */
  runSerially<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Verifies a chunk if all before it were; one that comes again is only compared. */
  verify(index: number, chunk: Uint8Array, digest: string, position: ChunkPosition): void {
    this.#verifier.verify(index, chunk, digest);
    if (position === "last") this.file ??= this.#verifier.finish(index + 1);
  }
}

export type ChunkPosition = "last" | "followed";

/** A verifier that knows which chunks it has had. */
export class FileVerifier {
  readonly #verifier: LtxVerifier;
  readonly #digests: string[] = [];
  #isOutOfStep = false;

  constructor(lz4: Lz4Block, maxPages: number) {
    this.#verifier = new LtxVerifier(lz4, { maxPages });
  }

  /** Throws an `LtxError` for a file that cannot become right any more. */
  verify(index: number, chunk: Uint8Array, digest: string): void {
    const known = this.#digests[index];
    if (known === digest) return;
    if (known !== undefined || index !== this.#digests.length) this.#isOutOfStep = true;
    if (this.#isOutOfStep) return;
    this.#verifier.push(chunk);
    this.#digests.push(digest);
  }

  /** Nothing where it has not had just these chunks; an `LtxError` for a file that is cut off. */
  finish(chunkCount: number): VerifiedFile | undefined {
    if (this.#isOutOfStep || this.#digests.length !== chunkCount) return undefined;
    return { ...this.#verifier.finish(), digests: this.#digests };
  }
}
