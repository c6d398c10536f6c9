/** The page index: a row for each page whose newest version is in a commit, not yet in a shard. */

import type { DatabaseKeys } from "../format/database-keys.js";
import { numberOf, pageIndexBetween, pageIndexKey } from "../format/logical-key.js";
import { corruptValue, type ValueHeader } from "../format/logical-value.js";
import type { DatabaseTransaction } from "./database-transaction.js";
import type { PageIndexEntries } from "./page-index-cache.js";

/** The size of an entry, which is a txid. */
const ENTRY_SIZE = 8;
/** Pages are read as one range if it spans at most this many times as many. */
const MAX_SPREAD = 4;

/** Returns the txids of those of the pages that have a row. `pgnos` ascend, without repeats. */
export async function readPageIndex(
  transaction: DatabaseTransaction,
  pgnos: readonly number[],
): Promise<PageIndexEntries> {
  const first = pgnos[0];
  const last = pgnos.at(-1);
  if (first === undefined || last === undefined) return new Map();
  const span = last - first + 1;
  if (span <= MAX_SPREAD * pgnos.length) return await readStretch(transaction, first, last);
  const headers = await transaction.headers(
    pgnos.map((pgno) => pageIndexKey(transaction.keys, pgno)),
  );
  return pageIndexEntriesOf(headers.flatMap((header) => header ?? []));
}

async function readStretch(
  transaction: DatabaseTransaction,
  first: number,
  last: number,
): Promise<PageIndexEntries> {
  const range = pageIndexBetween(transaction.keys, first, last);
  const { headers } = await transaction.listHeaders(range, last - first + 1);
  return pageIndexEntriesOf(headers);
}

export function pageIndexEntriesOf(headers: readonly ValueHeader[]): PageIndexEntries {
  return new Map(headers.map((header) => [numberOf(header.key), pageIndexEntryOf(header)]));
}

/** The txid in a row. Throws `corrupt` for a row that has none. */
export function pageIndexEntryOf({ key, size, content }: ValueHeader): bigint {
  if (size !== ENTRY_SIZE || content.kind === "chunked") {
    throw corruptValue(key, "page index entry is not a valid txid");
  }
  const { bytes } = content;
  const txid = new DataView(bytes.buffer, bytes.byteOffset, ENTRY_SIZE).getBigUint64(0);
  if (txid === 0n) throw corruptValue(key, "page index entry names txid 0");
  return txid;
}

/** Points a page to a commit; `old` says whether it has a row already. */
export function writePageIndexEntry(
  transaction: DatabaseTransaction,
  pgno: number,
  txid: bigint,
  old: "new" | "replaced",
): void {
  const key = pageIndexKey(transaction.keys, pgno);
  const value = new Uint8Array(ENTRY_SIZE);
  new DataView(value.buffer).setBigUint64(0, txid);
  if (old === "new") transaction.insert(key, value);
  else transaction.replace(pageIndexEntryHeader(transaction.keys, pgno), key, value);
}

/** The header that each entry of the index has. Only its size matters, which is always the same. */
export function pageIndexEntryHeader(keys: DatabaseKeys, pgno: number): ValueHeader {
  const bytes = new Uint8Array(ENTRY_SIZE);
  return { key: pageIndexKey(keys, pgno), size: ENTRY_SIZE, content: { kind: "inline", bytes } };
}
