/**
 * What differs between platforms: Node has a `Buffer`, browsers and workers do not.
 *
 * Nothing is asked of the platform before it is needed, so importing this has no effect.
 */

type Platform = {
  readonly TextDecoder: new (
    encoding: string,
    options?: { readonly fatal: boolean; readonly ignoreBOM: boolean },
  ) => ByteDecoder;
  readonly TextEncoder: new () => { readonly encode: (text: string) => Uint8Array };
  readonly Buffer?: {
    readonly allocUnsafeSlow: (size: number) => Uint8Array;
    readonly prototype: { readonly latin1Slice: (start: number, end: number) => string };
  };
};

type ByteDecoder = { readonly decode: (bytes: Uint8Array) => string };

// The three globals are declared here alone, because neither Node's nor the DOM's types are.
const platform = globalThis as unknown as Platform;

let utf8: ByteDecoder | undefined;
let latin1: ByteDecoder | undefined;
let encoder: { readonly encode: (text: string) => Uint8Array } | undefined;

/** @throws TypeError where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  // `ignoreBOM` keeps a leading U+FEFF, which is part of the string.
  utf8 ??= new platform.TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return utf8.decode(bytes);
}

/** One character for every byte, right for those that are ASCII. */
export function decodeAscii(bytes: Uint8Array): string {
  latin1 ??= asciiDecoder();
  return latin1.decode(bytes);
}

function asciiDecoder(): ByteDecoder {
  // Several times faster than a TextDecoder.
  const slice = platform.Buffer?.prototype.latin1Slice;
  if (slice === undefined) return new platform.TextDecoder("latin1");
  return { decode: (bytes) => slice.call(bytes, 0, bytes.length) };
}

export function encodeUtf8(text: string): Uint8Array {
  encoder ??= new platform.TextEncoder();
  return encoder.encode(text);
}

/** Bytes with any content; every one of them must be written before they are handed out. */
export function allocate(size: number): Uint8Array {
  const buffer = platform.Buffer?.allocUnsafeSlow(size).buffer;
  return buffer === undefined ? new Uint8Array(size) : new Uint8Array(buffer);
}
