/**
 * The text of a refusal because the stored data of a database cannot be read. No published version
 * has a variant for it, so clients recognise the text by a prefix that never changes.
 */

export type StoredFault = "corrupt" | "newer-record";

const CORRUPT = /^corrupt (?:meta|page-index|delta|shard|chunk|preload-hints|stage|lease): /;
const NEWER_RECORD = /^the [a-z-]+ record is newer than this software; /;

/** The fault of the stored database that the text of a refusal names, if it does. */
export function storedFaultOf(text: string): StoredFault | undefined {
  if (CORRUPT.test(text)) return "corrupt";
  return NEWER_RECORD.test(text) ? "newer-record" : undefined;
}
