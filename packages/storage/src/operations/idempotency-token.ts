/**
 * The idempotency token of a commit, by which a repeated request is recognised. After a lost
 * answer, the request is answered with the outcome of the first time.
 */

import { createHash } from "node:crypto";
import type { SqliteCommitRequest, SqliteDirtyPage } from "@barewire/protocol/envoy-protocol";
import type { LastCommit, Meta } from "@barewire/protocol/sqlite-storage";

const TOKEN_SIZE = 16;

/** The fields of a commit request that the token covers, besides the pages. */
export type CommitIntent = Pick<
  SqliteCommitRequest,
  "generation" | "expectedHeadTxid" | "newDbSizePages"
>;

/** The token of a commit in one message; `pages` ascend. */
export function idempotencyTokenOfPages(
  intent: CommitIntent,
  pages: readonly SqliteDirtyPage[],
): Uint8Array {
  const hash = createHash("sha256").update(intentBytes(intent));
  const number = new Uint8Array(4);
  const view = new DataView(number.buffer);
  for (const { pgno, bytes } of pages) {
    view.setUint32(0, pgno);
    hash.update(number).update(bytes);
  }
  return Uint8Array.from(hash.digest().subarray(0, TOKEN_SIZE));
}

/** The token of a staged commit, whose chunks have these digests. */
export function idempotencyTokenOfFile(
  intent: CommitIntent,
  digests: readonly string[],
): Uint8Array {
  const hash = createHash("sha256").update(intentBytes(intent));
  for (const digest of digests) hash.update(digest, "hex");
  return Uint8Array.from(hash.digest().subarray(0, TOKEN_SIZE));
}

/** Returns the newest commit, if it is the one that `token` stands for. */
export function repeatedCommit(
  { lastCommit }: Meta,
  { expectedHeadTxid }: CommitIntent,
  token: Uint8Array,
): LastCommit | undefined {
  if (lastCommit === null || lastCommit.expectedHeadTxid !== expectedHeadTxid) return undefined;
  return Buffer.compare(lastCommit.token, token) === 0 ? lastCommit : undefined;
}

function intentBytes({ generation, expectedHeadTxid, newDbSizePages }: CommitIntent): Uint8Array {
  const bytes = new Uint8Array(20);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, generation);
  view.setBigUint64(8, expectedHeadTxid);
  view.setUint32(16, newDbSizePages);
  return bytes;
}
