/** The globals that the runtime uses and that neither the language nor one library declares. */

type Platform = {
  readonly TextDecoder: new (
    encoding: string,
    options?: { readonly fatal: boolean; readonly ignoreBOM: boolean },
  ) => ByteDecoder;
  readonly TextEncoder: new () => TextBytes;
  readonly Buffer?: {
    readonly allocUnsafeSlow: (size: number) => Uint8Array;
    readonly prototype: { readonly latin1Slice: (start: number, end: number) => string };
  };
};

export type ByteDecoder = { readonly decode: (bytes: Uint8Array) => string };

export type TextBytes = { readonly encode: (text: string) => Uint8Array };

// Every supported platform has the first two; the third is asked for before it is used.
export const platform: Platform = globalThis as unknown as Platform;
