/**
 * CRC-64/GO-ISO: the checksum of LTX blobs.
 *
 * Reflected, polynomial x^64 + x^4 + x^3 + x + 1 (D800000000000000), begun and ended with all ones.
 *
 * The polynomial has so few terms, all of them low, that no table is needed. A register of two
 * halves takes four bytes at once: they are added to the low half, which leaves the register as a
 * word `w`; its 32 powers of x, from x^64 on, are replaced by w(x^4 + x^3 + x + 1), of degree 35,
 * which fits. In a reflected register a power of x is a shift to the right, so the remainder is
 * `w` in the high half and the same word shifted right by 1, 3 and 4.
 */

export class Crc64 {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const wordsEnd = bytes.length - (bytes.length % 4);
    let low = this.#low;
    let high = this.#high;
    for (let offset = 0; offset < wordsEnd; offset += 4) {
      const word = low ^ view.getInt32(offset, true);
      low = high ^ (word << 31) ^ (word << 29) ^ (word << 28);
      high = word ^ (word >>> 1) ^ (word >>> 3) ^ (word >>> 4);
    }
    for (let offset = wordsEnd; offset < bytes.length; offset += 1) {
      const byte = (low ^ view.getUint8(offset)) & 0xff;
      low = (low >>> 8) | (high << 24);
      high = (high >>> 8) ^ (byte << 24) ^ (byte << 23) ^ (byte << 21) ^ (byte << 20);
    }
    this.#low = low;
    this.#high = high;
  }

  /** Returns the checksum of all bytes so far; more may follow. */
  digest(): bigint {
    return (BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0);
  }
}
