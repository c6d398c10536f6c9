/**
 * The stored contents of a database, as `barewire-storage export` reads them: from one snapshot.
 */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { type CompactionContext, view } from "../../packages/storage/src/engine/engine-context.js";
import { maintenanceContext } from "../../packages/storage/src/engine/maintenance-context.js";
import {
  type DatabaseKeys,
  databaseKeys,
} from "../../packages/storage/src/format/database-keys.js";
import { readPages } from "../../packages/storage/src/operations/read-pages.js";
import { NAMESPACE, type WireServer } from "./wire-server.js";

export interface StoredSnapshot {
  readonly headTxid: bigint;
  /** The file is empty for a database without commits. */
  readonly file: Uint8Array;
}

export class StoredDatabase {
  readonly #context: CompactionContext;
  readonly #keys: DatabaseKeys;

  constructor(server: WireServer, actor: string) {
    this.#context = maintenanceContext(openMemoryKv({ store: server.memory }));
    this.#keys = databaseKeys({ namespace: NAMESPACE, actorId: actor });
  }

  headTxid(): Promise<bigint> {
    return view(this.#context, this.#keys, { name: "test" }, (_, { headTxid }) => headTxid);
  }

  snapshot(): Promise<StoredSnapshot> {
    return view(this.#context, this.#keys, { name: "test" }, async (transaction, meta) => {
      const { headTxid, dbSizePages } = meta;
      const pgnos = Array.from({ length: dbSizePages }, (_, index) => index + 1);
      const file = new Uint8Array(dbSizePages * PAGE_SIZE);
      const pages = await readPages(this.#context, transaction, meta, pgnos);
      for (const [pgno, bytes] of pages) file.set(bytes, (pgno - 1) * PAGE_SIZE);
      return { headTxid, file };
    });
  }
}
