/**
 * Where the frames of a WebSocket end in the bytes that a socket reads (RFC 6455, 5.2). A library
 * that is given frames cut in two must put them together, in fresh memory each time; one that is
 * given whole frames takes them where they lie.
 *
 *     the answer to the upgrade, up to an empty line (and before it others, "100 Continue" or
 *     "103 Early Hints", each up to one), and then frames of
 *     byte 0    what it is           byte 1    0x80: masked, 0x7f: length
 *     2 or 8 bytes of length where the first is 126 or 127, big-endian; 4 bytes of mask; payload
 */

const EMPTY_LINE = [13, 10, 13, 10];
/** "HTTP/1.1 " and then three digits: the status of an answer. */
const STATUS_AT = 9;
const STATUS_SIZE = 3;
const MASKED = 0x80;
const LENGTH_BITS = 0x7f;
/** From here on the second byte does not hold the length itself. */
const SHORT_LENGTH = 126;
const LONG_LENGTH = 127;
const MASK_SIZE = 4;

/** Follows one connection from its first byte on. */
export class WebSocketFrameScanner {
  readonly #maxSize: number;
  /** Bytes of the empty line that have been seen; all of them once frames have begun. */
  #lineSize = 0;
  #answerSize = 0;
  #status = 0;
  /** The beginning of the header that is being read. */
  readonly #header: number[] = [];
  /** Bytes of the present frame, behind its header, that have not come. */
  #restSize = 0;
  #isLarge = false;

  /** Larger frames than `maxSize` are not waited for. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /**
   * Takes the next bytes; returns how many of them may be handed on: up to the end of the last
   * frame that is whole, or all, where one that is under way is not waited for.
   */
  advance(bytes: Uint8Array): number {
    let at = this.#skipAnswer(bytes);
    let whole = at;
    while (at < bytes.length) {
      if (this.#restSize === 0) at = this.#readHeader(bytes, at);
      const size = Math.min(this.#restSize, bytes.length - at);
      at += size;
      this.#restSize -= size;
      if (this.#restSize > 0 || this.#header.length > 0) continue;
      whole = at;
      this.#isLarge = false;
    }
    return this.#isLarge ? bytes.length : whole;
  }

  #skipAnswer(bytes: Uint8Array): number {
    let at = 0;
    for (; at < bytes.length && this.#lineSize < EMPTY_LINE.length; at++) {
      this.#readAnswer(bytes[at] ?? 0);
    }
    return at;
  }

  #readAnswer(byte: number): void {
    const isStatus = this.#answerSize >= STATUS_AT && this.#answerSize < STATUS_AT + STATUS_SIZE;
    if (isStatus) this.#status = this.#status * 10 + byte - 48;
    this.#answerSize += 1;
    const isNext = byte === EMPTY_LINE[this.#lineSize];
    this.#lineSize = isNext ? this.#lineSize + 1 : byte === EMPTY_LINE[0] ? 1 : 0;
    const isInterim = this.#status >= 100 && this.#status < 200 && this.#status !== 101;
    if (this.#lineSize < EMPTY_LINE.length || !isInterim) return;
    [this.#lineSize, this.#answerSize, this.#status] = [0, 0, 0];
  }

  /** Takes what has come of a header; the payload can follow when all of it has. */
  #readHeader(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      this.#header.push(bytes[at] ?? 0);
      at += 1;
      if (this.#header.length === headerSize(this.#header)) {
        this.#restSize = payloadSize(this.#header);
        this.#isLarge = this.#header.length + this.#restSize > this.#maxSize;
        this.#header.length = 0;
        break;
      }
    }
    return at;
  }
}

/** In bytes, as far as the bytes that have come tell. */
function headerSize([, second = 0]: readonly number[]): number {
  const maskSize = (second & MASKED) === 0 ? 0 : MASK_SIZE;
  return 2 + lengthSize(second) + maskSize;
}

/** Of the length that does not fit into the second byte. */
function lengthSize(second: number): number {
  const short = second & LENGTH_BITS;
  if (short < SHORT_LENGTH) return 0;
  return short === LONG_LENGTH ? 8 : 2;
}

function payloadSize(header: readonly number[]): number {
  const second = header[1] ?? 0;
  const size = lengthSize(second);
  if (size === 0) return second & LENGTH_BITS;
  // Exact to 2^53, which is far more than anybody waits for.
  return header.slice(2, 2 + size).reduce((length, byte) => length * 256 + byte, 0);
}
