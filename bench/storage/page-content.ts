/** The contents of pages, the same for the engine and for the plain store. */

import { randomFillSync } from "node:crypto";
import { PAGE_SIZE } from "@barewire/protocol/page-size";

export type Page = { readonly pgno: number; readonly bytes: Uint8Array };

/** `noise` cannot be compressed; `mixed` is noise for one half and text for the other. */
export type Content = "mixed" | "noise";

const TEXT = new TextEncoder().encode("SELECT id, name, created FROM orders WHERE total > 100; ");

/** Returns new bytes each time. */
function newPage(pgno: number, content: Content): Page {
  const bytes = new Uint8Array(PAGE_SIZE);
  randomFillSync(bytes);
  if (content === "mixed") {
    for (let at = PAGE_SIZE / 2; at < PAGE_SIZE; at += 1) bytes[at] = TEXT[at % TEXT.length] ?? 0;
  }
  return { pgno, bytes };
}

export function newPages(first: number, count: number, content: Content): readonly Page[] {
  return Array.from({ length: count }, (_, index) => newPage(first + index, content));
}
