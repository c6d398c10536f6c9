/** Memory for a message whose size is known. */

/** Up to this size, zeros cost less than they save: they bring the memory into the cache. */
const ZEROED_BYTES = 1024 * 1024;

type BufferPlatform = {
  readonly Buffer?: { readonly allocUnsafeSlow: (size: number) => Uint8Array };
};

/** Bytes with any content, every one of which must be written before they are handed out. */
export function allocate(size: number): Uint8Array {
  const { Buffer } = globalThis as BufferPlatform;
  if (size <= ZEROED_BYTES || Buffer === undefined) return new Uint8Array(size);
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
}
