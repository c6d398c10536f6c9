/**
 * The options of `decode` and `encode`, and the limits that hold where an option is not given.
 *
 * All of them stand in one file, because an error locator is an option and is given the options.
 */

/** Limits on what one message may cost its reader. Each can be set for a single call. */
export type Limits = {
  /** The largest message in bytes; 32 MiB by default. */
  readonly maxMessageBytes?: number;
  /** The most items of one list, or entries of one map; 1,000,000 by default. */
  readonly maxItems?: number;
  /** The most values of recursive types that may be nested in one another; 64 by default. */
  readonly maxDepth?: number;
};

export const MAX_MESSAGE_BYTES: number = 32 * 1024 * 1024;
export const MAX_ITEMS = 1_000_000;
export const MAX_DEPTH = 64;

export type DecodeOptions = Limits & {
  /**
   * `shared` (the default) is fast: `data` of more than 64 bytes is a view of the message, and a
   * string may keep 4 KiB of the text around it alive. `own` copies, so that the value keeps no
   * other memory alive and does not change with the message.
   */
  readonly memory?: "shared" | "own";
  /** Finds the path of malformed bytes; `@barewire/runtime/error-locator` makes one. */
  readonly locateError?: ErrorLocator;
};

export type EncodeOptions = {
  /**
   * `shared` (the default) is fast: a small message is a view of a slab of 64 KiB that it shares
   * with other messages and keeps alive, so its `buffer` must not be transferred. `own` gives the
   * message a buffer of its own.
   */
  readonly memory?: "shared" | "own";
  /**
   * Allocates the memory of a message with large `data`: exactly `size` bytes with any content. It
   * lets a sender reuse the memory of messages that it has sent; fresh memory costs more than
   * copying into it.
   */
  readonly allocate?: (size: number) => Uint8Array;
  /** The most values of recursive types that may be nested in one another; 64 by default. */
  readonly maxDepth?: number;
  /**
   * Is told of every list and map of which a decision left something out: the path from the root,
   * and how many items or entries the version of the peer lacks.
   */
  readonly onOmitted?: (path: string, count: number) => void;
  /** Finds the path of an unencodable value; `@barewire/runtime/error-locator` makes one. */
  readonly locateError?: ErrorLocator;
};

/**
 * Walks malformed bytes, or an unencodable value, once more to find the path of the fault. It
 * returns null where the walk finds no fault below the root.
 */
export type ErrorLocator = (
  kind: "malformed" | "unencodable",
  root: string,
  subject: unknown,
  options: DecodeOptions & EncodeOptions,
) => ErrorLocation | null;

/** The reason of a fault and its path from the root; for bytes, their offset as well. */
export type ErrorLocation = {
  readonly path: string;
  readonly reason: string;
  readonly offset?: number;
};
