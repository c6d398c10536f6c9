/**
 * Pages that name their writer and sequence, so that lost or mixed pages are found.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";

export type Mark = { readonly owner: number; readonly sequence: number };

/** A page that consists of its mark, repeated. */
export function pageOf({ owner, sequence }: Mark): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  const view = new DataView(bytes.buffer);
  for (let offset = 0; offset < PAGE_SIZE; offset += 8) {
    view.setUint32(offset, owner);
    view.setUint32(offset + 4, sequence);
  }
  return bytes;
}

/** Throws if the page is torn or was written by no commit. */
export function markOf(bytes: Uint8Array): Mark {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = { owner: view.getUint32(0), sequence: view.getUint32(4) };
  if (Buffer.compare(bytes, pageOf(mark)) !== 0) throw new Error("the page is torn");
  return mark;
}
