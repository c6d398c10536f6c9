/**
 * The lease of a compactor, `/LEASE`:
 *
 *     0  u8        format: 1
 *     1  16 bytes  the process that holds it
 *    17  i64       until when, in milliseconds since 1970
 *
 * It saves two processes from doing the same work, and nothing rests on it: clocks may differ, a
 * lease may run out in the middle of a pass, and a record that cannot be read is overwritten.
 */

import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { leaseKey } from "../format/logical-key.js";
import { decodeHeader, type ValueHeader } from "../format/logical-value.js";
import { StorageError } from "../storage-error.js";

const FORMAT = 1;
const OWNER_SIZE = 16;
const RECORD_SIZE = 25;

export type CompactionLease = {
  /** The id of the process that holds the lease: 16 bytes, in hexadecimal. */
  readonly owner: string;
  readonly expiresAtMs: bigint;
};

export function encodeLease({ owner, expiresAtMs }: CompactionLease): Uint8Array {
  const bytes = new Uint8Array(RECORD_SIZE);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FORMAT);
  bytes.set(Buffer.from(owner, "hex").subarray(0, OWNER_SIZE), 1);
  view.setBigInt64(1 + OWNER_SIZE, expiresAtMs);
  return bytes;
}

/** Returns `undefined` for a record of another format, as if the lease were free. */
function decodeLease(bytes: Uint8Array): CompactionLease | undefined {
  if (bytes.length !== RECORD_SIZE || bytes[0] !== FORMAT) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    owner: Buffer.from(bytes.subarray(1, 1 + OWNER_SIZE)).toString("hex"),
    expiresAtMs: view.getBigInt64(1 + OWNER_SIZE),
  };
}

export type LeaseRequest = {
  readonly owner: string;
  readonly leaseMs: number;
  readonly nowMs: number;
};

/**
 * Tells whether another process than `owner` holds the lease at `nowMs`. A lease that ends later
 * than any that is taken now, and later than two clocks are likely to differ, was written by a
 * clock that has been set back since. Its holder may be gone, and waiting for the end could take
 * years, in which nothing would be compacted and commits would be refused.
 */
function isHeldByOther(
  lease: CompactionLease | undefined,
  { owner, leaseMs, nowMs }: LeaseRequest,
): boolean {
  if (lease === undefined || lease.owner === owner) return false;
  const restMs = Number(lease.expiresAtMs) - nowMs;
  return restMs > 0 && restMs <= 2 * leaseMs;
}

/** Takes or renews the lease, unless another process holds it. */
export async function takeLease(
  transaction: DatabaseTransaction,
  request: LeaseRequest,
): Promise<"taken" | "held-by-other"> {
  const stored = await readLease(transaction);
  if (isHeldByOther(stored.lease, request)) return "held-by-other";
  const lease = { owner: request.owner, expiresAtMs: BigInt(request.nowMs + request.leaseMs) };
  transaction.replace(stored.header, leaseKey(transaction.keys), encodeLease(lease));
  return "taken";
}

/** Releases the lease, if `owner` still holds it. */
export async function releaseLease(transaction: DatabaseTransaction, owner: string): Promise<void> {
  const { header, lease } = await readLease(transaction);
  if (header !== undefined && lease?.owner === owner) transaction.remove(header);
}

type StoredLease = {
  readonly header: ValueHeader | undefined;
  readonly lease: CompactionLease | undefined;
};

const NO_LEASE: StoredLease = { header: undefined, lease: undefined };

async function readLease(transaction: DatabaseTransaction): Promise<StoredLease> {
  const key = leaseKey(transaction.keys);
  const row = await transaction.kv.get(key.bytes, { lock: true });
  if (row === undefined) return NO_LEASE;
  try {
    const header = decodeHeader(key, row);
    const { content } = header;
    return { header, lease: content.kind === "inline" ? decodeLease(content.bytes) : undefined };
  } catch (error) {
    // Nothing depends on the lease, so a damaged record is only overwritten.
    if (error instanceof StorageError && error.issue.kind === "corrupt") return NO_LEASE;
    throw error;
  }
}
