/**
 * `BlobInspection` verifies one stored blob from its rows, one by one, and keeps none of them.
 */

import { LtxError, type LtxHeader, LtxVerifier } from "@barewire/ltx";
import { chunkCountOf, type ValueHeader } from "../format/logical-value.js";

/** The verified contents of the blob. */
export type BlobContents = { readonly header: LtxHeader; readonly pgnos: Uint32Array };

/** A segment of the blob: the bytes of an inline value, or how many chunks are expected. */
type Segment = {
  bytes: Uint8Array | undefined;
  readonly valueIndex: number;
  readonly chunkCount: number;
};

export class BlobInspection {
  readonly #verifier: LtxVerifier;
  readonly #segments: Segment[] = [];
  /** The position at which the next bytes belong. */
  #segmentIndex = 0;
  #chunkIndex = 0;
  #fault: string | undefined;
  #contents: BlobContents | undefined;

  constructor() {
    this.#verifier = new LtxVerifier();
  }

  /** The fault that was found, as a constant text. */
  get fault(): string | undefined {
    return this.#fault;
  }

  get contents(): BlobContents | undefined {
    return this.#contents;
  }

  /** Adds a value of the blob; values come in order. */
  addValue(header: ValueHeader): void {
    const bytes = header.content.kind === "inline" ? header.content.bytes : undefined;
    this.#segments.push({
      bytes,
      valueIndex: this.#segments.length,
      chunkCount: chunkCountOf(header),
    });
  }

  /**
   * Verifies what has come so far. It is called now and then while headers come, to bound memory.
   */
  takeInline(): void {
    let segment = this.#segments[this.#segmentIndex];
    while (segment?.bytes !== undefined) {
      this.#push(segment.bytes);
      segment.bytes = undefined;
      this.#segmentIndex += 1;
      segment = this.#segments[this.#segmentIndex];
    }
  }

  /** Adds a chunk. Chunks come in the order of their keys, so a gap means that one is missing. */
  takeChunk(valueIndex: number, index: number, bytes: Uint8Array): void {
    this.takeInline();
    const segment = this.#segments[this.#segmentIndex];
    if (segment?.valueIndex !== valueIndex || this.#chunkIndex !== index) {
      this.#fault ??= "a chunk is missing";
      return;
    }
    this.#push(bytes);
    this.#chunkIndex += 1;
    if (this.#chunkIndex < segment.chunkCount) return;
    this.#segmentIndex += 1;
    this.#chunkIndex = 0;
    this.takeInline();
  }

  /** Is called after the last row. */
  finish(): void {
    this.takeInline();
    if (this.#segmentIndex < this.#segments.length) this.#fault ??= "a chunk is missing";
    if (this.#fault !== undefined || this.#contents !== undefined) return;
    this.#watch(() => {
      const { header, frames } = this.#verifier.finish();
      this.#contents = { header, pgnos: Uint32Array.from(frames, ({ pgno }) => pgno) };
    });
  }

  #push(bytes: Uint8Array): void {
    if (this.#fault !== undefined) return;
    this.#watch(() => this.#verifier.push(bytes));
  }

  #watch(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof LtxError)) throw error;
      this.#fault ??= `its LTX blob is refused: ${error.issue.kind}`;
    }
  }
}
