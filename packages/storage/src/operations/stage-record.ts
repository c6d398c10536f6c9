/**
 * The record of a staged commit, `/STAGE/ txid`, written in the transaction of every chunk:
 *
 *     0  u8   format: 1
 *     1  u8   1 if the last chunk is stored, else 0
 *     2  u64  the head that the commit was begun on
 *    10  i64  when it was begun, in milliseconds since 1970
 *    18  u64  bytes of the LTX file so far
 *    26  …    for each chunk, the first 16 bytes of its SHA-256
 *
 * It is all that another process needs to continue: which chunk comes next, and whether a chunk
 * that comes again is the one that is stored. There is no generation in it: a stage belongs to the
 * database as it was at that head, and outlives the connection that began it.
 */

import { createHash } from "node:crypto";
import { StorageError } from "../storage-error.js";

const FORMAT = 1;
const HEADER_SIZE = 26;
const DIGEST_SIZE = 16;

export type StageRecord = {
  readonly baseHeadTxid: bigint;
  readonly begunAtMs: bigint;
  readonly fileSize: number;
  /** The digests of the stored chunks in order, in hexadecimal. */
  readonly digests: readonly string[];
  readonly state: "open" | "complete";
};

export function newStageRecord(baseHeadTxid: bigint, begunAtMs: bigint): StageRecord {
  return { baseHeadTxid, begunAtMs, fileSize: 0, digests: [], state: "open" };
}

export function digestChunk(bytes: Uint8Array): string {
  return createHash("sha256")
    .update(bytes)
    .digest("hex")
    .slice(0, 2 * DIGEST_SIZE);
}

export function encodeStageRecord(record: StageRecord): Uint8Array {
  const bytes = new Uint8Array(HEADER_SIZE + DIGEST_SIZE * record.digests.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FORMAT);
  view.setUint8(1, record.state === "complete" ? 1 : 0);
  view.setBigUint64(2, record.baseHeadTxid);
  view.setBigInt64(10, record.begunAtMs);
  view.setBigUint64(18, BigInt(record.fileSize));
  bytes.set(Buffer.from(record.digests.join(""), "hex"), HEADER_SIZE);
  return bytes;
}

/** Throws `corrupt` for bytes that are not a record of this format. */
export function decodeStageRecord(bytes: Uint8Array): StageRecord {
  const digestsSize = bytes.length - HEADER_SIZE;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWhole = digestsSize >= 0 && digestsSize % DIGEST_SIZE === 0;
  if (!isWhole || view.getUint8(0) !== FORMAT || view.getUint8(1) > 1) {
    throw new StorageError({
      kind: "corrupt",
      part: "stage",
      reason: "the stage record has an unknown format or a wrong length",
    });
  }
  const digests = Buffer.from(bytes.subarray(HEADER_SIZE)).toString("hex");
  return {
    state: view.getUint8(1) === 1 ? "complete" : "open",
    baseHeadTxid: view.getBigUint64(2),
    begunAtMs: view.getBigInt64(10),
    fileSize: Number(view.getBigUint64(18)),
    digests: digests.match(/.{32}/g) ?? [],
  };
}
