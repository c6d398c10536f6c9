/** The form of an entry of the error reference, which `docs/errors.md` is printed from. */

import type { CLOSE_CODES } from "@barewire/protocol/opening";

export type CloseName = keyof typeof CLOSE_CODES;

/** Each text is a sentence without its full stop. */
export type ErrorEntry = {
  readonly cause: string;
  /** The action that the reader should take. */
  readonly remedy: string;
  /** The codes of the WebSocket's close that go with it. */
  readonly closes?: readonly CloseName[];
  /** The status of HTTP that goes with it. */
  readonly status?: number;
  /** The event of the server's log that goes with it, and its kind where they differ. */
  readonly logged?: string;
};

/**
 * A table of entries by kind. A table of the type `ErrorTable<Issue["kind"]>` does not compile
 * while a kind lacks its entry, or an entry its kind.
 */
export type ErrorTable<Kind extends string> = { readonly [Each in Kind]: ErrorEntry };
