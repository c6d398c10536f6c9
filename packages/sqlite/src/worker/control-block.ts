/**
 * The memory through which a database's thread waits for its host: 32-bit cells, then bytes.
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

export const RESPONSE_NUMBER = 0;
export const STATUS = 1;
export const SIZE = 2;
export const FENCED = 3;
const WRITE_POSITION = 4;
const READ_POSITION = 5;
const DROPPED = 6;
const NOTIFY_THRESHOLD = 7;
const ACCESS_LOG_AT = 8;

export const STATUS_DONE = 0;
export const STATUS_REFUSED = 1;

/** A power of two, so that positions wrap around without a gap. */
const ACCESS_LOG_SIZE = 2048;
/** Often enough to keep ahead of a scan from its beginning. */
export const MIN_NOTIFY_THRESHOLD = 32;
/** Pages of one question. */
const MAX_RESPONSE_PAGES = 4;
/** Bytes of the text of an answer. */
const MAX_TEXT_SIZE = 8192;

export interface ControlBlock {
  readonly cells: Int32Array;
  readonly responsePages: Uint8Array;
  readonly text: Uint8Array;
}

export function createControlMemory(pageSize: number): SharedArrayBuffer {
  return new SharedArrayBuffer(responsePagesAt() + pageSize * MAX_RESPONSE_PAGES + MAX_TEXT_SIZE);
}

export function controlBlock(memory: SharedArrayBuffer, pageSize: number): ControlBlock {
  const responsePagesSize = pageSize * MAX_RESPONSE_PAGES;
  return {
    cells: new Int32Array(memory, 0, ACCESS_LOG_AT + ACCESS_LOG_SIZE),
    responsePages: new Uint8Array(memory, responsePagesAt(), responsePagesSize),
    text: new Uint8Array(memory, responsePagesAt() + responsePagesSize, MAX_TEXT_SIZE),
  };
}

function responsePagesAt(): number {
  return (ACCESS_LOG_AT + ACCESS_LOG_SIZE) * Int32Array.BYTES_PER_ELEMENT;
}

/** How many pages may be read before the host is told. Only the host calls it. */
export function setNotifyThreshold({ cells }: ControlBlock, accessCount: number): void {
  Atomics.store(cells, NOTIFY_THRESHOLD, accessCount);
}

/** Notes a page as read; tells whether the host is to be told. Only the thread calls it. */
export function recordAccess(control: ControlBlock, pgno: number): boolean {
  const threshold = Atomics.load(control.cells, NOTIFY_THRESHOLD) || MIN_NOTIFY_THRESHOLD;
  return appendAccess(control, pgno) % threshold === 0;
}

/** Returns how many the host has not seen, this one included. */
function appendAccess({ cells }: ControlBlock, pgno: number): number {
  const writePosition = Atomics.load(cells, WRITE_POSITION);
  const unseen = (writePosition - Atomics.load(cells, READ_POSITION)) | 0;
  if (unseen >= ACCESS_LOG_SIZE) {
    Atomics.add(cells, DROPPED, 1);
    // The host has been told, and has its reasons.
    return unseen + 1;
  }
  cells[ACCESS_LOG_AT + (writePosition & (ACCESS_LOG_SIZE - 1))] = pgno;
  Atomics.store(cells, WRITE_POSITION, (writePosition + 1) | 0);
  return unseen + 1;
}

/** Takes the noted pages in order. Only the host calls it. */
export function drainAccesses({ cells }: ControlBlock, take: (pgno: number) => void): void {
  const writePosition = Atomics.load(cells, WRITE_POSITION);
  let readPosition = Atomics.load(cells, READ_POSITION);
  while (readPosition !== writePosition) {
    take((cells[ACCESS_LOG_AT + (readPosition & (ACCESS_LOG_SIZE - 1))] ?? 0) >>> 0);
    readPosition = (readPosition + 1) | 0;
  }
  Atomics.store(cells, READ_POSITION, readPosition);
}
