/** Doubly linked lists of slots, over arrays: moving a slot allocates nothing. */

const NONE = -1;

export interface LruList {
  readonly size: number;
  /** The slot that was added longest ago. */
  readonly oldest: number | undefined;
  /** The one that was added after it. */
  after(slot: number): number | undefined;
  add(slot: number): void;
  /** The slot must be in this list. */
  remove(slot: number): void;
}

/** Makes lists that share their links: a slot is in one of them at most. */
export function createLruLists(slotCount: number): () => LruList {
  const next = new Int32Array(slotCount).fill(NONE);
  const previous = new Int32Array(slotCount).fill(NONE);
  return () => {
    let size = 0;
    let head = NONE;
    let tail = NONE;
    return {
      get size() {
        return size;
      },
      get oldest() {
        return head === NONE ? undefined : head;
      },
      after: (slot) => {
        const following = next[slot] ?? NONE;
        return following === NONE ? undefined : following;
      },
      add: (slot) => {
        next[slot] = NONE;
        previous[slot] = tail;
        if (tail === NONE) head = slot;
        else next[tail] = slot;
        tail = slot;
        size += 1;
      },
      remove: (slot) => {
        const before = previous[slot] ?? NONE;
        const following = next[slot] ?? NONE;
        if (before === NONE) head = following;
        else next[before] = following;
        if (following === NONE) tail = before;
        else previous[following] = before;
        size -= 1;
      },
    };
  };
}
