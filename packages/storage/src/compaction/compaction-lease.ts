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

const FORMAT = 1;
const OWNER_SIZE = 16;
const RECORD_SIZE = 25;

export type CompactionLease = {
  /** Hexadecimal, 16 bytes. */
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

/** Nothing for a record of another format: then nobody holds the lease. */
export function decodeLease(bytes: Uint8Array): CompactionLease | undefined {
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
 * Whether another process than `owner` holds the lease at `nowMs`. A lease that ends later than any
 * that is taken now, and later than two clocks are likely to differ, was written by a clock that
 * has been set back since. Its holder may be gone, and waiting for the end could take years, in
 * which nothing would be compacted and commits would be refused.
 */
export function isHeldByOther(
  lease: CompactionLease | undefined,
  { owner, leaseMs, nowMs }: LeaseRequest,
): boolean {
  if (lease === undefined || lease.owner === owner) return false;
  const restMs = Number(lease.expiresAtMs) - nowMs;
  return restMs > 0 && restMs <= 2 * leaseMs;
}
