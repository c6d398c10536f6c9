/** Limits how deep values of recursive types nest, so that no message overflows the call stack. */

import { CodecError } from "./codec-error.js";
import { MAX_DEPTH } from "./codec-options.js";
import type { Reader } from "./reader.js";
import type { Writer } from "./writer.js";

/** Enters a value of a recursive type. `leaveRecursion` must follow when the value has ended. */
export function enterRecursion(cursor: Reader | Writer): void {
  const limit = cursor.options?.maxDepth ?? MAX_DEPTH;
  if (cursor.depth++ < limit) return;
  const reason = `values are nested deeper than maxDepth = ${limit}`;
  throw "end" in cursor ? new CodecError(reason, cursor.offset) : new CodecError(reason);
}

export function leaveRecursion(cursor: Reader | Writer): void {
  cursor.depth--;
}
