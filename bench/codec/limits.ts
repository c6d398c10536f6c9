/**
 * The physical limits of every codec: writing a message costs at least one allocation and a copy of
 * its bytes, reading it costs at least the objects that it becomes.
 */

import { MESSAGE_NAMES, type MessageName } from "../messages.js";
import type { Cell } from "./cell.js";
import { EMPTY_DECODES } from "./empty-decodes.js";

export const LIMIT = "physical limit";

/**
 * Each page is copied into memory of its own, so that one copy of the whole message is impossible.
 */
export const PAGE_LIMIT = "physical limit, page by page";

/** `encoded` has the bytes of each message as our codec writes them. */
export function limitCells(encoded: Readonly<Record<MessageName, Uint8Array>>): readonly Cell[] {
  return MESSAGE_NAMES.flatMap((message) => {
    const bytes = Uint8Array.from(encoded[message]);
    const cell = { codec: LIMIT, message, encodedSize: bytes.length };
    const emptyDecode = EMPTY_DECODES[message];
    return [
      { ...cell, direction: "encode" as const, run: () => copyOf(bytes) },
      { ...cell, direction: "decode" as const, run: () => emptyDecode(bytes) },
    ];
  });
}

/** One allocation that is not zeroed, and one copy. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Copies the same bytes page by page, each of `pages` to its position in `bytes`. */
export function pageLimitCell(bytes: Uint8Array, pages: readonly Uint8Array[]): Cell {
  const places = placesOf(bytes, pages);
  const run = (): Uint8Array => {
    const copy = Buffer.allocUnsafeSlow(bytes.length);
    for (const [index, page] of pages.entries()) copy.set(page, places[index]);
    return copy;
  };
  const encodedSize = bytes.length;
  return { codec: PAGE_LIMIT, message: "pages", direction: "encode", encodedSize, run };
}

/** The positions of the pages in a message. They follow each other with few bytes between them. */
function placesOf(bytes: Uint8Array, pages: readonly Uint8Array[]): readonly number[] {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let from = 0;
  return pages.map((page) => {
    const place = message.indexOf(page, from);
    if (place < 0) throw new Error("a page is not in its message");
    from = place + page.length;
    return place;
  });
}
