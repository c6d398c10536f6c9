/**
 * The failures of a request that no published version has a variant for, and that a client still
 * knows from one another: the text of the variant for all other failures begins with words that
 * never change, and goes on with words for people.
 */

/** The limit that was reached: the quota of the database, or the disk of the store. */
export type FullStorage = "quota" | "store";

const FULL: { readonly [What in FullStorage]: string } = {
  quota: "storage full (quota): ",
  store: "storage full (store): ",
};

/** The texts of servers that are older than the prefixes. */
const OLDER_FULL: { readonly [What in FullStorage]: RegExp } = {
  quota: /^the quota of \d+ bytes does not allow \d+$/,
  store: /^the store is full; nothing was written$/,
};

/** The text of a refusal for a full store or quota. */
export function storageFullText(what: FullStorage, detail: string): string {
  return FULL[what] + detail;
}

/** The limit that the text of a refusal names, if it does; for servers of all versions. */
export function fullStorageOf(text: string): FullStorage | undefined {
  if (isFullText("quota", text)) return "quota";
  return isFullText("store", text) ? "store" : undefined;
}

function isFullText(what: FullStorage, text: string): boolean {
  return text.startsWith(FULL[what]) || OLDER_FULL[what].test(text);
}

const UNAVAILABLE = "store unavailable: ";

/** The text of a refusal because the store cannot be reached. */
export function storeUnavailableText(detail: string): string {
  return UNAVAILABLE + detail;
}

export function isStoreUnavailable(text: string): boolean {
  return text.startsWith(UNAVAILABLE);
}

/** The fault of stored data that cannot be read. */
export type StoredFault = "corrupt" | "newer-record";

const CORRUPT = /^corrupt (?:meta|page-index|delta|shard|chunk|preload-hints|stage|lease): /;
const NEWER_RECORD = /^the [a-z-]+ record is newer than this software; /;

/** The fault of the stored database that the text of a refusal names, if it does. */
export function storedFaultOf(text: string): StoredFault | undefined {
  if (CORRUPT.test(text)) return "corrupt";
  return NEWER_RECORD.test(text) ? "newer-record" : undefined;
}
