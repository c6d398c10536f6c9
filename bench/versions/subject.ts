/** A measured function: one message, one direction, one contender. */

import type { Direction } from "../codec/cell.js";
import type { MessageName } from "../messages.js";

/** The older version is the one that a peer speaks. */
export const CONTENDERS = [
  // The versioned codec, told that the peer speaks the older version.
  "barewire, older version",
  // The versioned codec without a conversion.
  "barewire, newest version",
  // The module of the older version, without a conversion.
  "older module itself",
  "vbare, older version",
] as const;

export type Contender = (typeof CONTENDERS)[number];

export type Subject = {
  readonly contender: Contender;
  readonly message: MessageName;
  /** The older version. */
  readonly version: number;
  readonly direction: Direction;
  readonly run: () => unknown;
};
