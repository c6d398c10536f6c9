/**
 * Contents of pages that identify themselves: a page follows from its number and the number of its
 * content, so a reader can tell whether it is whole. Content 0 is a page of zeros, which was never
 * written.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
export const ZEROS = 0;
/** A page that is no content at all: torn, mixed or invented. */
export const GARBAGE = -1;

const HEAD_SIZE = 8;
const ZERO_PAGE: Uint8Array = new Uint8Array(PAGE_SIZE);
const NOISE: Uint8Array = noise(2 * PAGE_SIZE);

/** One of so many contents is noise, which does not compress. */
const NOISE_INTERVAL = 5;

export function pageOf(pgno: number, content: number): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  if (content === ZEROS) return bytes;
  if (content % NOISE_INTERVAL === 0) {
    const start = content % PAGE_SIZE;
    bytes.set(NOISE.subarray(start, start + PAGE_SIZE));
  } else {
    bytes.fill(1 + (content % 255));
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, pgno);
  view.setUint32(4, content);
  return bytes;
}

/**
 * The number of the content in `bytes`; `GARBAGE` unless it is exactly what `pageOf` creates for
 * `pgno`.
 */
export function contentOf(pgno: number, bytes: Uint8Array): number {
  if (bytes.length !== PAGE_SIZE) return GARBAGE;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEAD_SIZE);
  const content = view.getUint32(4);
  if (content === ZEROS) return Buffer.compare(bytes, ZERO_PAGE) === 0 ? ZEROS : GARBAGE;
  return Buffer.compare(bytes, pageOf(pgno, content)) === 0 ? content : GARBAGE;
}

/** The bytes have no pattern, and are the same every time. */
function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = 0x2545_f491;
  for (let index = 0; index < size; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state & 0xff;
  }
  return bytes;
}
