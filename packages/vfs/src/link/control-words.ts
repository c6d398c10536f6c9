/**
 * The memory through which a database's thread waits for its host: 32-bit words, then bytes.
 *
 *     0  ANSWERED  number of the last question that has been answered
 *     1  STATUS    0 done, 1 refused
 *     2  SIZE      bytes of the answer's text, which is JSON
 *     3  DEAD      1 once the fence is lost: nothing may be read any more
 *     4  HEAD      how many pages the thread has noted as read, ever
 *     5  TAIL      how many of them the host has seen
 *     6  LOST      how many were not noted because the ring was full
 *     7  PATIENCE  after how many the host wants to be told; 0 before it has said so
 *     8  ring of page numbers
 *     …  landing   pages that were asked for, one after another
 *     …  text      JSON
 */

export const ANSWERED = 0;
export const STATUS = 1;
export const SIZE = 2;
export const DEAD = 3;
const HEAD = 4;
const TAIL = 5;
const LOST = 6;
const PATIENCE = 7;
const RING_AT = 8;

export const STATUS_DONE = 0;
export const STATUS_REFUSED = 1;

/** A power of two, so that positions wrap around without a gap. */
const RING_SIZE = 2048;
/** Often enough to keep ahead of a scan from its beginning. */
export const LEAST_PATIENCE = 32;
/** Pages of one question. */
const MAX_LANDING_PAGES = 4;
/** Bytes of the text of an answer. */
const MAX_TEXT_SIZE = 8192;

export interface ControlWords {
  readonly words: Int32Array;
  readonly landing: Uint8Array;
  readonly text: Uint8Array;
}

export function createControlMemory(pageSize: number): SharedArrayBuffer {
  return new SharedArrayBuffer(landingAt() + pageSize * MAX_LANDING_PAGES + MAX_TEXT_SIZE);
}

export function controlWords(memory: SharedArrayBuffer, pageSize: number): ControlWords {
  const landingSize = pageSize * MAX_LANDING_PAGES;
  return {
    words: new Int32Array(memory, 0, RING_AT + RING_SIZE),
    landing: new Uint8Array(memory, landingAt(), landingSize),
    text: new Uint8Array(memory, landingAt() + landingSize, MAX_TEXT_SIZE),
  };
}

function landingAt(): number {
  return (RING_AT + RING_SIZE) * Int32Array.BYTES_PER_ELEMENT;
}

/** How many pages may be read before the host is told. Only the host calls it. */
export function setPatience({ words }: ControlWords, touchCount: number): void {
  Atomics.store(words, PATIENCE, touchCount);
}

/** Notes a page as read; tells whether the host is to be told. Only the thread calls it. */
export function noteTouch(control: ControlWords, pgno: number): boolean {
  const patience = Atomics.load(control.words, PATIENCE) || LEAST_PATIENCE;
  return addTouch(control, pgno) % patience === 0;
}

/** Returns how many the host has not seen, this one included. */
function addTouch({ words }: ControlWords, pgno: number): number {
  const head = Atomics.load(words, HEAD);
  const unseen = (head - Atomics.load(words, TAIL)) | 0;
  if (unseen >= RING_SIZE) {
    Atomics.add(words, LOST, 1);
    // The host has been told, and has its reasons.
    return unseen + 1;
  }
  words[RING_AT + (head & (RING_SIZE - 1))] = pgno;
  Atomics.store(words, HEAD, (head + 1) | 0);
  return unseen + 1;
}

/** Takes the noted pages in order. Only the host calls it. */
export function takeTouches({ words }: ControlWords, take: (pgno: number) => void): void {
  const head = Atomics.load(words, HEAD);
  let tail = Atomics.load(words, TAIL);
  while (tail !== head) {
    take((words[RING_AT + (tail & (RING_SIZE - 1))] ?? 0) >>> 0);
    tail = (tail + 1) | 0;
  }
  Atomics.store(words, TAIL, tail);
}
