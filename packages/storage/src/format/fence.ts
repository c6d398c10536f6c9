/**
 * Fencing: every operation first checks that the request's generation, the fencing token, is that
 * of the current owner, and where it commits, that the owner knows the newest commit.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import { StorageError } from "../storage-error.js";
import { toSqliteMeta } from "./meta-record.js";

/** Throws `fence-mismatch` unless `generation` has the database open. */
export function requireOwner(meta: Meta, generation: bigint): void {
  requireGeneration(meta, generation);
  if (meta.cleanClose) {
    throw fenceMismatch(meta, "the owner has closed the database; open it again");
  }
}

/**
 * Throws `fence-mismatch` unless `generation` is the newest, even if its owner has closed the
 * database since.
 */
export function requireGeneration(meta: Meta, generation: bigint): void {
  if (generation < meta.generation) {
    throw fenceMismatch(meta, "another owner has opened the database");
  }
  if (generation > meta.generation) {
    throw fenceMismatch(meta, "the generation is higher than any owner has");
  }
}

/** Throws `fence-mismatch` unless the newest commit is the one that the owner expects. */
export function requireHead(meta: Meta, expectedHeadTxid: bigint): void {
  if (meta.headTxid !== expectedHeadTxid) {
    throw fenceMismatch(meta, "expectedHeadTxid is not the headTxid of the database");
  }
}

function fenceMismatch(meta: Meta, reason: string): StorageError {
  return new StorageError({
    kind: "fence-mismatch",
    response: { actualMeta: toSqliteMeta(meta), reason },
  });
}
