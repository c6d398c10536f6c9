/**
 * LZ4 for blobs on the server: lz4-napi, whose blocks carry a size prefix that ours do not have.
 */

import { checkLz4Block, type Lz4Block } from "@barewire/ltx";
import { compressSync, uncompressSync } from "lz4-napi";

/** The prefix is a little-endian u32: the size of the bytes that the block inflates to. */
const SIZE_PREFIX_SIZE = 4;

export const nativeLz4Block: Lz4Block = {
  compress(bytes) {
    const sized = compressSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return new Uint8Array(
      sized.buffer,
      sized.byteOffset + SIZE_PREFIX_SIZE,
      sized.length - SIZE_PREFIX_SIZE,
    );
  },
  decompress(block, size) {
    // The library is safe by itself; this check refuses what the library of the client would
    // refuse.
    checkLz4Block(block, size);
    const sized = new Uint8Array(SIZE_PREFIX_SIZE + block.length);
    new DataView(sized.buffer).setUint32(0, size, true);
    sized.set(block, SIZE_PREFIX_SIZE);
    const bytes = uncompressSync(sized);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  },
};
