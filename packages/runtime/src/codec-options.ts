/**
 * The options of `decode` and `encode`, and the limits that hold where an option is not given.
 *
 * All of them stand in one file, because an error locator is an option and is given the options.
 */

export type Limits = {
  /** The size of one message in bytes; 32 MiB unless told. */
  readonly maxMessageBytes?: number;
  /** The number of items of one list, or of entries of one map; 1,000,000 unless told. */
  readonly maxItems?: number;
  /** How many values of recursive types may stand inside one another; 64 unless told. */
  readonly maxDepth?: number;
};

export const MAX_MESSAGE_BYTES: number = 32 * 1024 * 1024;
export const MAX_ITEMS = 1_000_000;
export const MAX_DEPTH = 64;

export type DecodeOptions = Limits & {
  /**
   * `shared` (the default) is fast: `data` of more than 64 bytes is a view of the message, and a
   * string may keep 4 KiB of the text around it alive. `own` copies, so that the value pins nothing
   * and does not change with the message.
   */
  readonly memory?: "shared" | "own";
  /** Finds the path of what is malformed. `explainer` of `@barewire/runtime/explain` makes one. */
  readonly explain?: Explainer;
};

export type EncodeOptions = {
  /**
   * `shared` (the default) is fast: a small message is a view of a slab of 64 KiB that it shares
   * with other messages, keeps alive and must not be asked for its `buffer`. `own` has a buffer of
   * its own.
   */
  readonly memory?: "shared" | "own";
  /**
   * Gives a message with large `data` its memory: exactly `size` bytes, whatever they hold. For
   * senders that use memory anew once it has left; fresh memory costs more than the copying.
   */
  readonly allocate?: (size: number) => Uint8Array;
  /** How many values of recursive types may stand inside one another; 64 unless told. */
  readonly maxDepth?: number;
  /**
   * Finds the path of what is unencodable. `explainer` of `@barewire/runtime/explain` makes one.
   */
  readonly explain?: Explainer;
};

/**
 * Walks the bytes (or, for what is unencodable, the value) once more. Returns null where it finds
 * no fault below the root.
 */
export type Explainer = (
  kind: "malformed" | "unencodable",
  root: string,
  subject: unknown,
  options: DecodeOptions & EncodeOptions,
) => Explanation | null;

/** What is wrong, and where from the root on; for bytes, at which of them as well. */
export type Explanation = {
  readonly path: string;
  readonly reason: string;
  readonly offset?: number;
};
