/**
 * Reads and writes strings: a byte length, then UTF-8. This is the short implementation for bundles
 * of browsers, where the size of the code counts more than the time that `strings.ts` saves. A
 * condition in package.json chooses between the two.
 */

import { readLength } from "./read-varint.js";
import { claim, type Reader } from "./reader.js";
import { utf8At } from "./utf8.js";

export { writeUtf8 as writeString } from "./utf8.js";

export function readString(reader: Reader): string {
  const size = readLength(reader);
  return utf8At(reader.bytes, claim(reader, size), size);
}
