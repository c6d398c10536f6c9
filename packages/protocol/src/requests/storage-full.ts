/**
 * The text of a refusal for a full store or quota. No published version has a variant for it, so it
 * is the text of the variant for all other failures: a prefix that never changes, and then words
 * for people.
 */

/** The limit that was reached: the quota of the database, or the disk of the store. */
export type FullStorage = "quota" | "store";

const PREFIXES: { readonly [What in FullStorage]: string } = {
  quota: "storage full (quota): ",
  store: "storage full (store): ",
};

/** The texts of servers that are older than the prefixes. */
const OLDER_TEXTS: { readonly [What in FullStorage]: RegExp } = {
  quota: /^the quota of \d+ bytes does not allow \d+$/,
  store: /^the store is full; nothing was written$/,
};

/** The text of a refusal; `detail` is for people. */
export function storageFullText(what: FullStorage, detail: string): string {
  return PREFIXES[what] + detail;
}

/** The limit that the text of a refusal names, if it does; for servers of all versions. */
export function fullStorageOf(text: string): FullStorage | undefined {
  if (isOf("quota", text)) return "quota";
  return isOf("store", text) ? "store" : undefined;
}

function isOf(what: FullStorage, text: string): boolean {
  return text.startsWith(PREFIXES[what]) || OLDER_TEXTS[what].test(text);
}
