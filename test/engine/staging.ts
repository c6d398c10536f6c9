/** Sends staged commits as a client does: one LTX file, cut into chunks. */

import { encodeLtx, type LtxHeader } from "@barewire/ltx";
import type { SqliteCommitFinalizeOk } from "@barewire/protocol/envoy-protocol";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { DatabaseUnderTest, Pages } from "./database-under-test.js";

/** The file of a commit; `change` makes another header than the right one. */
export function stagedFile(
  txid: bigint,
  newDbSizePages: number,
  pages: Pages,
  change: Partial<LtxHeader> = {},
): Uint8Array {
  const header = {
    pageSize: PAGE_SIZE,
    commit: newDbSizePages,
    minTxid: txid,
    maxTxid: txid,
    timestampMs: 0n,
    ...change,
  };
  const ascending = [...pages].sort(([a], [b]) => a - b);
  return encodeLtx(
    header,
    ascending.map(([pgno, bytes]) => ({ pgno, bytes })),
  );
}

export function cut(file: Uint8Array, chunkSize: number): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < file.length; start += chunkSize) {
    chunks.push(file.subarray(start, start + chunkSize));
  }
  return chunks;
}

/** A staged commit of an owner, step by step. */
export class Staging {
  readonly database: DatabaseUnderTest;
  readonly txid: bigint;

  constructor(database: DatabaseUnderTest, txid: bigint) {
    this.database = database;
    this.txid = txid;
  }

  static async begin(database: DatabaseUnderTest): Promise<Staging> {
    const { engine, id, generation } = database;
    const { txid } = await engine.commitStageBegin(id, { actorId: id.actorId, generation });
    return new Staging(database, txid);
  }

  async send(chunkIdx: number, bytes: Uint8Array, isLast: boolean): Promise<number> {
    const { engine, id, generation } = this.database;
    const { txid } = this;
    const request = { actorId: id.actorId, generation, txid, chunkIdx, bytes, isLast };
    return (await engine.commitStage(id, request)).chunkIdxCommitted;
  }

  /** The chunks from one index up to, not including, another. */
  async sendAll(
    chunks: readonly Uint8Array[],
    from: number = 0,
    to: number = chunks.length,
  ): Promise<void> {
    for (const [index, bytes] of chunks.entries()) {
      if (index >= from && index < to) await this.send(index, bytes, index === chunks.length - 1);
    }
  }

  finalize(newDbSizePages: number): Promise<SqliteCommitFinalizeOk> {
    const { engine, id, generation, head } = this.database;
    const { txid } = this;
    const { actorId } = id;
    const request = { actorId, generation, expectedHeadTxid: head, txid, newDbSizePages };
    return engine.commitFinalize(id, request);
  }

  /** Updates the owner and its model after a commit. */
  committed(pages: Pages, newDbSizePages: number): void {
    const { database } = this;
    database.head = this.txid;
    database.size = newDbSizePages;
    for (const [pgno, bytes] of pages) database.model.set(pgno, bytes);
    for (const pgno of database.model.keys()) {
      if (pgno > newDbSizePages) database.model.delete(pgno);
    }
    database.inspect();
  }
}

/** A whole staged commit. */
export async function stage(
  database: DatabaseUnderTest,
  pages: Pages,
  options: { readonly size?: number; readonly chunkSize?: number } = {},
): Promise<Staging> {
  const size = options.size ?? Math.max(database.size, ...pages.keys());
  const staging = await Staging.begin(database);
  const file = stagedFile(staging.txid, size, pages);
  await staging.sendAll(cut(file, options.chunkSize ?? 100_000));
  await staging.finalize(size);
  staging.committed(pages, size);
  return staging;
}
