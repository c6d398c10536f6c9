/** Limits how deep values of recursive types nest, so that no message overflows the call stack. */

import { CodecError, malformed } from "./codec-error.js";
import { MAX_DEPTH } from "./codec-options.js";
import type { Reader } from "./reader.js";
import type { Writer } from "./writer.js";

/** Enters a value of a recursive type. `leaveRecursion` must follow when the value has ended. */
export function enterRecursion(cursor: Reader | Writer): void {
  if (cursor.depth++ < (cursor.options?.maxDepth ?? MAX_DEPTH)) return;
  const reason = "nested deeper than the limit";
  throw "end" in cursor ? malformed(cursor.offset, reason) : new CodecError(reason);
}

export function leaveRecursion(cursor: Reader | Writer): void {
  cursor.depth--;
}
