/**
 * `LogicalKey`: what is stored of a database, and under which key behind its prefix. Numbers are
 * big-endian, so that rows are in the order of their numbers.
 *
 *    /META                              the META record
 *    /DELTA/  txid u64  /  index u32    a chunk of the LTX blob of a commit; the chunks in order
 *                                       are the blob. Above the head: staged and not committed
 *    /PIDX/delta/  pgno u32             txid u64: the commit that holds the page
 *    /SHARD/  shard u32                 LTX blob with the pages that no row of /PIDX points to
 *    /PRELOAD_HINTS                     pages to load at the next open
 *    /STAGE/  txid u64                  what is known of a staged commit
 *    /LEASE                             who compacts the database, and until when
 *
 * The first four kinds count towards the quota.
 */

import type { KvInterval } from "../kv/kv.js";
import { type DatabaseKeys, META } from "./database-keys.js";

export type LogicalKind =
  | "meta"
  | "delta"
  | "page-index"
  | "shard"
  | "preload-hints"
  | "stage"
  | "lease";

export type LogicalKey = {
  readonly kind: LogicalKind;
  /** The key of its header row, the prefix of the database included. */
  readonly bytes: Uint8Array;
};

/** All rows of one kind from one number up to, not including, another. */
export type LogicalRange = KvInterval & { readonly kind: LogicalKind };

const DELTA = "/DELTA/";
const PAGE_INDEX = "/PIDX/delta/";
const SHARD = "/SHARD/";
const PRELOAD_HINTS = "/PRELOAD_HINTS";
const STAGE = "/STAGE/";
const LEASE = "/LEASE";

const SLASH = 0x2f;

/** Tells whether rows of this kind count towards the quota. */
export function isCharged(kind: LogicalKind): boolean {
  return kind === "meta" || kind === "delta" || kind === "page-index" || kind === "shard";
}

export function metaKey({ meta }: DatabaseKeys): LogicalKey {
  return { kind: "meta", bytes: meta };
}

export function preloadHintsKey(keys: DatabaseKeys): LogicalKey {
  return { kind: "preload-hints", bytes: join(keys, PRELOAD_HINTS) };
}

export function leaseKey(keys: DatabaseKeys): LogicalKey {
  return { kind: "lease", bytes: join(keys, LEASE) };
}

export function deltaKey(keys: DatabaseKeys, txid: bigint, index: number): LogicalKey {
  const suffix = new Uint8Array(13);
  const view = new DataView(suffix.buffer);
  view.setBigUint64(0, txid);
  suffix[8] = SLASH;
  view.setUint32(9, index);
  return { kind: "delta", bytes: join(keys, DELTA, suffix) };
}

export function pageIndexKey(keys: DatabaseKeys, pgno: number): LogicalKey {
  return { kind: "page-index", bytes: join(keys, PAGE_INDEX, u32(pgno)) };
}

export function shardKey(keys: DatabaseKeys, shardId: number): LogicalKey {
  return { kind: "shard", bytes: join(keys, SHARD, u32(shardId)) };
}

export function stageKey(keys: DatabaseKeys, txid: bigint): LogicalKey {
  return { kind: "stage", bytes: join(keys, STAGE, u64(txid)) };
}

/** The delta chunks of one commit. */
export function chunksOfDelta(keys: DatabaseKeys, txid: bigint): LogicalRange {
  const start = join(keys, DELTA, Uint8Array.of(...u64(txid), SLASH));
  return { kind: "delta", start, end: raiseLast(start) };
}

/** The delta chunks of all commits from `txid` on; with 0, those of every commit. */
export function deltasFrom(keys: DatabaseKeys, txid: bigint): LogicalRange {
  const end = raiseLast(join(keys, DELTA));
  return { kind: "delta", start: join(keys, DELTA, u64(txid)), end };
}

export function pageIndexFrom(keys: DatabaseKeys, pgno: number): LogicalRange {
  const end = raiseLast(join(keys, PAGE_INDEX));
  return { kind: "page-index", start: join(keys, PAGE_INDEX, u32(pgno)), end };
}

/** The rows of the pages from `first` to `last`, both included. */
export function pageIndexBetween(keys: DatabaseKeys, first: number, last: number): LogicalRange {
  const range = pageIndexFrom(keys, first);
  // The key of the last page with one more byte is the least key above it.
  const end = join(keys, PAGE_INDEX, Uint8Array.of(...u32(last), 0));
  return { ...range, end };
}

export function shardsFrom(keys: DatabaseKeys, shardId: number): LogicalRange {
  return {
    kind: "shard",
    start: join(keys, SHARD, u32(shardId)),
    end: raiseLast(join(keys, SHARD)),
  };
}

export function allStages(keys: DatabaseKeys): LogicalRange {
  const start = join(keys, STAGE);
  return { kind: "stage", start, end: raiseLast(start) };
}

/** The number in a key of kind `page-index` or `shard`. */
export function numberOf({ bytes }: LogicalKey): number {
  return viewOf(bytes).getUint32(bytes.length - 4);
}

/** The txid in a key of kind `stage`. */
export function stageTxidOf({ bytes }: LogicalKey): bigint {
  return viewOf(bytes).getBigUint64(bytes.length - 8);
}

/** The txid in a key of kind `delta`, and the index of the chunk. */
export function chunkIndexOf({ bytes }: LogicalKey): {
  readonly txid: bigint;
  readonly index: number;
} {
  const view = viewOf(bytes);
  const txid = view.getBigUint64(bytes.length - 13);
  return { txid, index: view.getUint32(bytes.length - 4) };
}

/** Parses the key of a header row; returns `undefined` if nothing is stored under such a key. */
export function parseLogicalKey(keys: DatabaseKeys, bytes: Uint8Array): LogicalKey | undefined {
  const kind = kindOf(bytes.subarray(keys.prefix.length));
  return kind === undefined ? undefined : { kind, bytes };
}

function kindOf(suffix: Uint8Array): LogicalKind | undefined {
  const text = Buffer.from(suffix.buffer, suffix.byteOffset, suffix.byteLength).toString("latin1");
  if (text === META) return "meta";
  if (text === PRELOAD_HINTS) return "preload-hints";
  if (text === LEASE) return "lease";
  if (text.startsWith(DELTA)) {
    const isWhole = text.length === DELTA.length + 13 && text[DELTA.length + 8] === "/";
    return isWhole ? "delta" : undefined;
  }
  if (text.startsWith(PAGE_INDEX)) return ofLength(text, PAGE_INDEX.length + 4, "page-index");
  if (text.startsWith(SHARD)) return ofLength(text, SHARD.length + 4, "shard");
  if (text.startsWith(STAGE)) return ofLength(text, STAGE.length + 8, "stage");
  return undefined;
}

function ofLength(text: string, length: number, kind: LogicalKind): LogicalKind | undefined {
  return text.length === length ? kind : undefined;
}

function join({ prefix }: DatabaseKeys, name: string, suffix?: Uint8Array): Uint8Array {
  const key = new Uint8Array(prefix.length + name.length + (suffix?.length ?? 0));
  key.set(prefix);
  for (let index = 0; index < name.length; index += 1) {
    key[prefix.length + index] = name.charCodeAt(index);
  }
  if (suffix !== undefined) key.set(suffix, prefix.length + name.length);
  return key;
}

/** Every name that begins a range ends with a slash, which can be incremented. */
function raiseLast(key: Uint8Array): Uint8Array {
  const end = key.slice();
  end[end.length - 1] = SLASH + 1;
  return end;
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function u64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
