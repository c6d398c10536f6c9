/** The row of the lease: taking it, renewing it, giving it back. */

import type { DatabaseTransaction } from "../engine/database-transaction.js";
import { leaseKey } from "../format/logical-key.js";
import type { ValueHeader } from "../format/logical-value.js";
import { decodeHeader } from "../format/logical-value.js";
import { StorageError } from "../storage-error.js";
import {
  type CompactionLease,
  decodeLease,
  encodeLease,
  isHeldByOther,
  type LeaseRequest,
} from "./compaction-lease.js";

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

/** Gives the lease back, if it is still this owner's. */
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
    // Nothing rests on the lease, so a damaged one is only overwritten.
    if (error instanceof StorageError && error.issue.kind === "corrupt") return NO_LEASE;
    throw error;
  }
}
