/** Types for the used part of lz4js, because the package has no types. */

declare module "lz4js" {
  /**
   * Writes a raw block of `size` bytes of `source`, from `start` on, to `target` and returns its
   * size; 0 if it found nothing to compress, and then wrote nothing. `hashTable` has 65,536 items
   * and must be all zero.
   */
  export function compressBlock(
    source: Uint8Array,
    target: Uint8Array,
    start: number,
    size: number,
    hashTable: Uint32Array,
  ): number;

  /** Inflates a block that is known to be right into `target`, and returns where it ended. */
  export function decompressBlock(
    source: Uint8Array,
    target: Uint8Array,
    start: number,
    size: number,
    targetStart: number,
  ): number;
}
