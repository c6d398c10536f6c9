/** The page index: a row for each page whose newest version is in a commit, not yet in a shard. */

import type { LogicalKey } from "../format/logical-key.js";
import { numberOf, pageIndexBetween, pageIndexKey } from "../format/logical-key.js";
import { corruptValue, type ValueHeader } from "../format/logical-value.js";
import type { DatabaseTransaction } from "./database-transaction.js";

/** Pages are read as one stretch if it has at most this many times as many. */
const MAX_SPREAD = 4;

/** The txids of those of the pages that have a row. `pgnos` ascend, without repeats. */
export async function readPageIndex(
  transaction: DatabaseTransaction,
  pgnos: readonly number[],
): Promise<ReadonlyMap<number, bigint>> {
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
): Promise<ReadonlyMap<number, bigint>> {
  const range = pageIndexBetween(transaction.keys, first, last);
  const { headers } = await transaction.listHeaders(range, last - first + 1);
  return pageIndexEntriesOf(headers);
}

export function pageIndexEntriesOf(headers: readonly ValueHeader[]): ReadonlyMap<number, bigint> {
  return new Map(headers.map((header) => [numberOf(header.key), pageIndexEntryOf(header)]));
}

/** The txid in a row. Throws `corrupt` for one that has none. */
export function pageIndexEntryOf({ key, size, content }: ValueHeader): bigint {
  if (size !== 8 || content.kind === "chunked") throw corruptValue(key, "it is no txid");
  const { bytes } = content;
  const txid = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  if (txid === 0n) throw corruptValue(key, "it points to no commit");
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
  const value = new Uint8Array(8);
  new DataView(value.buffer).setBigUint64(0, txid);
  if (old === "new") transaction.insert(key, value);
  else transaction.replace(pageIndexEntryHeader(key, value), key, value);
}

/** The head that every row of the index has, for its size. */
function pageIndexEntryHeader(key: LogicalKey, bytes: Uint8Array): ValueHeader {
  return { key, size: bytes.length, content: { kind: "inline", bytes } };
}
