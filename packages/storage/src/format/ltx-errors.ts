/** What is wrong with an LTX blob, in the terms of storage. */

import { LtxError } from "@barewire/ltx";
import { type CorruptPart, StorageError } from "../storage-error.js";

/** Runs `work`; an `LtxError` of it means that a stored blob is corrupt. */
export function mapLtxErrors<T>(part: CorruptPart, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof LtxError)) throw cause;
    // The kind is one of a few constant words; the blob is named by nothing else.
    const reason = `its LTX blob is refused: ${cause.issue.kind}`;
    throw new StorageError({ kind: "corrupt", part, reason }, { cause });
  }
}
