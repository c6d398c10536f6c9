/**
 * Stores for tests: the engine over memory, or plain maps, whose calls a test can delay.
 */

import { createSqliteStore, type DatabaseId, type SqliteStore } from "@barewire/sqlite-storage";
import { openMemoryKv } from "@barewire/sqlite-storage/memory";
import { MapStore } from "./map-store.js";

export const STORE_KINDS = ["engine", "maps"] as const;

export type StoreKind = (typeof STORE_KINDS)[number];

export function newStore(kind: StoreKind): SqliteStore {
  return kind === "maps" ? new MapStore() : createSqliteStore({ kv: openMemoryKv() });
}

export class HookedStore {
  /** The number of calls of each method. */
  readonly calls: Map<string, number> = new Map();
  readonly hooked: SqliteStore;
  /** Is awaited by every call; tests replace it to delay calls, or to make them fail. */
  before: (method: string, database: DatabaseId) => Promise<void> = async () => {};

  constructor(store: SqliteStore) {
    this.hooked = new Proxy(store, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return async (database: DatabaseId, request: unknown): Promise<unknown> => {
          this.calls.set(String(name), (this.calls.get(String(name)) ?? 0) + 1);
          await this.before(String(name), database);
          return method.call(target, database, request);
        };
      },
    });
  }
}
