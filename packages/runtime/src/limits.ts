/** What one message may cost. Every limit can be set for each call. */

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
