/** Reads pages as they are stored, and compares others with them. */

import { chain, type MaybePromise, repeatWhile } from "@barewire/clock";
import type { CommitPage, HeapView, PageStore, PrefetchSwitch } from "../page-store.js";
import { useRollbackJournal } from "./empty-page.js";

/** Does what `copy` of the store does, but page 1 never says that there is a write-ahead log. */
export function readStored(
  store: PageStore,
  pgno: number,
  from: number,
  until: number,
  heap: HeapView,
  target: number,
  prefetch: PrefetchSwitch,
): MaybePromise<void> {
  const read = store.copy(pgno, from, until, heap, target, prefetch);
  if (pgno !== 1) return read;
  return chain(read, () => useRollbackJournal(heap(), target, from, until));
}

/** Tells whether all of the pages are cached, and equal to these. */
export function areKnownToBeStored(store: PageStore, pages: readonly CommitPage[]): boolean {
  return pages.every(({ pgno, bytes }) => {
    const stored = new Uint8Array(bytes.length);
    if (!store.readCached(pgno, stored)) return false;
    if (pgno === 1) useRollbackJournal(stored, 0, 0, stored.length);
    return isEqual(bytes, stored);
  });
}

/** Tells whether the stored pages equal these; fetches those that are not cached. */
export function areStored(store: PageStore, pages: readonly CommitPage[]): MaybePromise<boolean> {
  let equalCount = 0;
  const compared = repeatWhile(() => {
    const page = pages[equalCount];
    if (page === undefined) return false;
    const { pgno, bytes } = page;
    const stored = new Uint8Array(bytes.length);
    const read = readStored(store, pgno, 0, bytes.length, () => stored, 0, "exact");
    return chain(read, () => {
      if (!isEqual(bytes, stored)) return false;
      equalCount += 1;
      return true;
    });
  });
  return chain(compared, () => equalCount === pages.length);
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.every((byte, at) => byte === other[at]);
}
