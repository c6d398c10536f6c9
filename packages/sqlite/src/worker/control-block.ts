/**
 * The control block: the shared memory through which a worker waits for its host. It consists of
 * 32-bit cells and of bytes:
 *
 *     0  RESPONSE_NUMBER   number of the last request that the host has responded to
 *     1  STATUS            0 done, 1 refused
 *     2  SIZE              bytes of the response's text, which is JSON
 *     3  FENCED            1 once another owner has the database: nothing may be read any more
 *     4  WRITE_POSITION    how many page accesses the worker has ever logged
 *     5  READ_POSITION     how many of them the host has read
 *     6  DROPPED           how many were not logged because the access log was full
 *     7  NOTIFY_THRESHOLD  after how many the worker notifies the host; 0 until the host has set it
 *     8  INTERRUPTED       the commands up to this one are to end; the host sets it
 *     9  access log        ring buffer of page numbers
 *     …  text              JSON of the response
 */

export const RESPONSE_NUMBER = 0;
export const STATUS = 1;
export const SIZE = 2;
export const FENCED = 3;
const WRITE_POSITION = 4;
const READ_POSITION = 5;
const DROPPED = 6;
const NOTIFY_THRESHOLD = 7;
const INTERRUPTED = 8;
const ACCESS_LOG_AT = 9;

export const STATUS_DONE = 0;
export const STATUS_REFUSED = 1;

/** A power of two, so that positions wrap around without a gap. */
const ACCESS_LOG_SIZE = 2048;
/** Small enough to prefetch ahead of a scan from its beginning. */
export const MIN_NOTIFY_THRESHOLD = 32;
/** The most bytes of a response's text. */
const MAX_TEXT_SIZE = 8192;

const TEXT_OFFSET = (ACCESS_LOG_AT + ACCESS_LOG_SIZE) * Int32Array.BYTES_PER_ELEMENT;

export interface ControlBlock {
  readonly cells: Int32Array;
  readonly text: Uint8Array;
}

export function createControlMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(TEXT_OFFSET + MAX_TEXT_SIZE);
}

export function controlBlock(memory: SharedArrayBuffer): ControlBlock {
  return {
    cells: new Int32Array(memory, 0, ACCESS_LOG_AT + ACCESS_LOG_SIZE),
    text: new Uint8Array(memory, TEXT_OFFSET, MAX_TEXT_SIZE),
  };
}

/** Interrupts the commands up to the one with this id. Only the host calls this. */
export function interruptUpTo({ cells }: ControlBlock, id: number): void {
  Atomics.store(cells, INTERRUPTED, id);
}

/** Tells whether the command with this id is to end. */
export function isInterrupted({ cells }: ControlBlock, id: number): boolean {
  return Atomics.load(cells, INTERRUPTED) >= id;
}

/**
 * Sets the number of accesses after which the worker notifies the host. Only the host calls this.
 */
export function setNotifyThreshold({ cells }: ControlBlock, accessCount: number): void {
  Atomics.store(cells, NOTIFY_THRESHOLD, accessCount);
}

/** Logs an access and returns whether to notify the host. Only the worker calls this. */
export function recordAccess(control: ControlBlock, pgno: number): boolean {
  const threshold = Atomics.load(control.cells, NOTIFY_THRESHOLD) || MIN_NOTIFY_THRESHOLD;
  return appendAccess(control, pgno) % threshold === 0;
}

/** Returns how many accesses the host has not read yet, this one included. */
function appendAccess({ cells }: ControlBlock, pgno: number): number {
  const writePosition = Atomics.load(cells, WRITE_POSITION);
  const unread = (writePosition - Atomics.load(cells, READ_POSITION)) | 0;
  if (unread >= ACCESS_LOG_SIZE) {
    Atomics.add(cells, DROPPED, 1);
    // The host has been notified before, and is busy.
    return unread + 1;
  }
  cells[ACCESS_LOG_AT + (writePosition & (ACCESS_LOG_SIZE - 1))] = pgno;
  Atomics.store(cells, WRITE_POSITION, (writePosition + 1) | 0);
  return unread + 1;
}

/** Takes the logged accesses in order. Only the host calls this. */
export function drainAccesses({ cells }: ControlBlock, take: (pgno: number) => void): void {
  const writePosition = Atomics.load(cells, WRITE_POSITION);
  let readPosition = Atomics.load(cells, READ_POSITION);
  while (readPosition !== writePosition) {
    take((cells[ACCESS_LOG_AT + (readPosition & (ACCESS_LOG_SIZE - 1))] ?? 0) >>> 0);
    readPosition = (readPosition + 1) | 0;
  }
  Atomics.store(cells, READ_POSITION, readPosition);
}
