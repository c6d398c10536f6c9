/**
 * Finds where the frames of a WebSocket end in the bytes that a socket reads (RFC 6455, 5.2). The
 * WebSocket library parses whole frames in place, and joins partial ones in fresh memory.
 *
 *     HTTP response to the upgrade, up to an empty line; before it interim responses such as
 *     "100 Continue" or "103 Early Hints", each up to an empty line; then frames:
 *       0  u8           FIN flag and opcode
 *       1  u8           0x80: MASK flag, 0x7f: length
 *       2  0, 2 or 8    the length, big-endian, if the length above is 126 or 127
 *       …  0 or 4       masking key
 *       …               payload
 */

const EMPTY_LINE = [13, 10, 13, 10];
/** The status of an HTTP response is the three digits after "HTTP/1.1 ". */
const STATUS_OFFSET = 9;
const STATUS_SIZE = 3;
const MASKED = 0x80;
const LENGTH_BITS = 0x7f;
/** The values of the 7-bit length that announce a length of 2 and of 8 bytes. */
const EXTENDED_LENGTH_16 = 126;
const EXTENDED_LENGTH_64 = 127;
const MASK_SIZE = 4;

/** Scans the bytes of one connection, from its first byte on. */
export class WebSocketFrameScanner {
  readonly #maxSize: number;
  /** The matched bytes of the empty line; all of them after the HTTP response. */
  #matchedSize = 0;
  #responseSize = 0;
  #status = 0;
  /** The bytes of an incomplete frame header. */
  readonly #header: number[] = [];
  /** The bytes of the payload of the current frame that have not arrived. */
  #remainingSize = 0;
  #isLarge = false;

  /** The bytes of frames above `maxSize` are passed on before the frame is complete. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /**
   * Scans the next bytes. Returns how many of them may be passed on: all up to the end of the last
   * complete frame, or all bytes within a frame above `maxSize`.
   */
  advance(bytes: Uint8Array): number {
    let at = this.#skipResponse(bytes);
    let whole = at;
    while (at < bytes.length) {
      if (this.#remainingSize === 0) at = this.#readHeader(bytes, at);
      const size = Math.min(this.#remainingSize, bytes.length - at);
      at += size;
      this.#remainingSize -= size;
      if (this.#remainingSize > 0 || this.#header.length > 0) continue;
      whole = at;
      this.#isLarge = false;
    }
    return this.#isLarge ? bytes.length : whole;
  }

  #skipResponse(bytes: Uint8Array): number {
    let at = 0;
    for (; at < bytes.length && this.#matchedSize < EMPTY_LINE.length; at++) {
      this.#readResponseByte(bytes[at] ?? 0);
    }
    return at;
  }

  #readResponseByte(byte: number): void {
    const isStatus =
      this.#responseSize >= STATUS_OFFSET && this.#responseSize < STATUS_OFFSET + STATUS_SIZE;
    if (isStatus) this.#status = this.#status * 10 + byte - 48;
    this.#responseSize += 1;
    const isNext = byte === EMPTY_LINE[this.#matchedSize];
    this.#matchedSize = isNext ? this.#matchedSize + 1 : byte === EMPTY_LINE[0] ? 1 : 0;
    const isInterim = this.#status >= 100 && this.#status < 200 && this.#status !== 101;
    if (this.#matchedSize < EMPTY_LINE.length || !isInterim) return;
    [this.#matchedSize, this.#responseSize, this.#status] = [0, 0, 0];
  }

  /** Reads the bytes of a header. When it is complete, the size of the payload is known. */
  #readHeader(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      this.#header.push(bytes[at] ?? 0);
      at += 1;
      if (this.#header.length === headerSize(this.#header)) {
        this.#remainingSize = payloadSize(this.#header);
        this.#isLarge = this.#header.length + this.#remainingSize > this.#maxSize;
        this.#header.length = 0;
        break;
      }
    }
    return at;
  }
}

/** The size of a header in bytes, as far as its first bytes determine it. */
function headerSize([, second = 0]: readonly number[]): number {
  const maskSize = (second & MASKED) === 0 ? 0 : MASK_SIZE;
  return 2 + extendedLengthSize(second) + maskSize;
}

/** The size of the extended length. */
function extendedLengthSize(second: number): number {
  const short = second & LENGTH_BITS;
  if (short < EXTENDED_LENGTH_16) return 0;
  return short === EXTENDED_LENGTH_64 ? 8 : 2;
}

function payloadSize(header: readonly number[]): number {
  const second = header[1] ?? 0;
  const size = extendedLengthSize(second);
  if (size === 0) return second & LENGTH_BITS;
  // Exact up to 2^53, which is far above every limit for a frame.
  return header.slice(2, 2 + size).reduce((length, byte) => length * 256 + byte, 0);
}
