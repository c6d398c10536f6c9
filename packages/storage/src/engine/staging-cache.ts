/**
 * `StagingCache`: the state of the staged commits that this process receives: how far the file was
 * verified, and which fault was found. It saves reading the file once more when it is finalized,
 * and lets a later request fail for the reason of the first. Nothing depends on it: the stage
 * record is the truth, and a process with an empty cache reads the chunks again.
 */

import type { LtxContents } from "@barewire/ltx";
import { LtxVerifier } from "@barewire/ltx";
import type { DatabaseKeys } from "../format/database-keys.js";
import type { StorageError } from "../storage-error.js";

/** A staged file that was verified to its end. */
export type VerifiedFile = LtxContents & {
  /** The digests of its chunks, as in the stage record. */
  readonly digests: readonly string[];
};

/** The number of stages that are remembered; a file of 65,536 pages takes about 5 MiB. */
const MAX_ENTRIES = 64;

/**
 * The name of a staged commit. The owner is part of it, so that the faults of one owner do not
 * become those of another.
 */
export type StageName = { readonly txid: bigint; readonly generation: bigint };

export class StagingCache {
  /** The stages by database, generation and txid; the one used last is the last one. */
  readonly #entries = new Map<string, Entry>();

  /**
   * Returns the state of this stage, and creates it if there is none. Stages of one database are
   * kept apart: a request of an owner that was fenced off must not disturb the order of its
   * successor's.
   */
  getOrCreate({ text }: DatabaseKeys, name: StageName, maxPages: number): CachedStage {
    const key = `${text}\0${name.generation}\0${name.txid}`;
    const stage = this.#entries.get(key)?.stage ?? new CachedStage(name, maxPages);
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
  /** The reason for which every later request of the stage fails. */
  failure: StorageError | undefined;
  /** The file, once it was verified to its end. */
  file: VerifiedFile | undefined;

  constructor({ txid, generation }: StageName, maxPages: number) {
    this.txid = txid;
    this.generation = generation;
    this.#verifier = new FileVerifier(maxPages);
  }

  /** Runs `work` after everything that was begun before it, whether that succeeded or failed. */
  runSerially<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Verifies a chunk if all before it were; one that is repeated is only compared. */
  verify(index: number, chunk: Uint8Array, digest: string, position: ChunkPosition): void {
    this.#verifier.verify(index, chunk, digest);
    if (position === "last") this.file ??= this.#verifier.finish(index + 1);
  }
}

export type ChunkPosition = "last" | "followed";

/** A verifier that knows which chunks it has received. */
export class FileVerifier {
  readonly #verifier: LtxVerifier;
  readonly #digests: string[] = [];
  #isOutOfStep = false;

  constructor(maxPages: number) {
    this.#verifier = new LtxVerifier({ maxPages });
  }

  /** Throws an `LtxError` for a file that cannot become valid any more. */
  verify(index: number, chunk: Uint8Array, digest: string): void {
    const known = this.#digests[index];
    if (known === digest) return;
    if (known !== undefined || index !== this.#digests.length) this.#isOutOfStep = true;
    if (this.#isOutOfStep) return;
    this.#verifier.push(chunk);
    this.#digests.push(digest);
  }

  /**
   * Returns nothing if it has not received exactly these chunks. Throws an `LtxError` for a file
   * that is truncated.
   */
  finish(chunkCount: number): VerifiedFile | undefined {
    if (this.#isOutOfStep || this.#digests.length !== chunkCount) return undefined;
    return { ...this.#verifier.finish(), digests: this.#digests };
  }
}
