/** Memory for a message whose size is known. */

type BufferPlatform = {
  readonly Buffer?: { readonly allocUnsafeSlow: (size: number) => Uint8Array };
};

/**
 * Bytes with any content, every one of which must be written before they are handed out: where
 * the platform can leave out the zeros, which cost time, it does.
 */
export function allocate(size: number): Uint8Array {
  const buffer = (globalThis as BufferPlatform).Buffer?.allocUnsafeSlow(size).buffer;
  return buffer === undefined ? new Uint8Array(size) : new Uint8Array(buffer);
}
