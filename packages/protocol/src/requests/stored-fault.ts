/**
 * How a refusal says that what is stored of a database cannot be read. No published version has a
 * variant for it, so clients recognise the text, which begins so for ever.
 */

export type StoredFault = "corrupt" | "newer-record";

const CORRUPT = /^corrupt (?:meta|page-index|delta|shard|chunk|preload-hints|stage|lease): /;
const NEWER_RECORD = /^the [a-z-]+ record is newer than this software; /;

/** What is wrong with the stored database, where the text of a refusal says so. */
export function storedFaultOf(text: string): StoredFault | undefined {
  if (CORRUPT.test(text)) return "corrupt";
  return NEWER_RECORD.test(text) ? "newer-record" : undefined;
}
