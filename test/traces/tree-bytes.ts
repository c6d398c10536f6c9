/**
 * B-tree pages made by hand, for code that reads pages.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";

/** An interior page of a table whose children are `children`, in this order. */
export function interiorPage(children: readonly number[], pgno = 2): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  const view = new DataView(bytes.buffer);
  const header = pgno === 1 ? 100 : 0;
  const left = children.slice(0, -1);
  bytes[header] = 5;
  view.setUint16(header + 3, left.length);
  view.setUint32(header + 8, children.at(-1) ?? 0);
  let cell = PAGE_SIZE;
  for (const [index, child] of left.entries()) {
    // A child and a one-byte key.
    cell -= 5;
    view.setUint32(cell, child);
    view.setUint16(header + 12 + 2 * index, cell);
  }
  view.setUint16(header + 5, cell);
  return bytes;
}

/** A leaf page of a table; each row has `payloadSize` bytes, which go on at an overflow page. */
export function leafPage(firstOverflowPages: readonly number[], payloadSize: number): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  const view = new DataView(bytes.buffer);
  bytes[0] = 13;
  view.setUint16(3, firstOverflowPages.length);
  const local = localSize(payloadSize);
  let cell = PAGE_SIZE;
  for (const [index, overflow] of firstOverflowPages.entries()) {
    // A cell has three bytes of payload size, one of key, the local part, and the overflow page.
    cell -= 3 + 1 + local + 4;
    bytes[cell] = 0x80 | (payloadSize >> 14);
    bytes[cell + 1] = 0x80 | ((payloadSize >> 7) & 0x7f);
    bytes[cell + 2] = payloadSize & 0x7f;
    bytes[cell + 3] = index + 1;
    view.setUint32(cell + 4 + local, overflow);
    view.setUint16(8 + 2 * index, cell);
  }
  return bytes;
}

/** The bytes of a payload that stay on a leaf, by SQLite's file format. */
function localSize(payloadSize: number): number {
  const least = Math.floor(((PAGE_SIZE - 12) * 32) / 255) - 23;
  const wished = least + ((payloadSize - least) % (PAGE_SIZE - 4));
  return wished <= PAGE_SIZE - 35 ? wished : least;
}

/** A leaf without rows. */
export function emptyLeaf(): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE);
  bytes[0] = 13;
  return bytes;
}
