/**
 * Strings: a byte length, then UTF-8. For bundles for a browser, where the size of the code counts
 * more than what `strings.ts` saves; a condition in package.json chooses between the two.
 */

import { readLength } from "./read-varint.js";
import { type Reader, take } from "./reader.js";
import { utf8At } from "./utf8.js";

export { writeUtf8 as writeString } from "./utf8.js";

export function readString(reader: Reader): string {
  const size = readLength(reader);
  return utf8At(reader.bytes, take(reader, size), size);
}
