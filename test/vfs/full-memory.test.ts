/**
 * SQLite has no memory left for what is copied into it: the call fails as SQLite's own would, and
 * nothing is written to the address 0, where the memory of a program in WASM begins.
 */

import { DatabaseError } from "@barewire/sqlite";
// @ts-expect-error: the package has no types for its examples.
import { MemoryVFS } from "@journeyapps/wa-sqlite/src/examples/MemoryVFS.js";
import { expect, test } from "vitest";
import { type Connection, openConnection } from "../../packages/sqlite/src/sqlite/connection.js";
import { SqlGate } from "../../packages/sqlite/src/sqlite/sql-gate.js";
import type { SqliteModule } from "../../packages/sqlite/src/sqlite/sqlite-module.js";
import { referenceModule } from "./reference-database.js";

/** Larger than everything that is copied here. */
const LOW_MEMORY = 1_024;

const NO_MEMORY = { kind: "sqlite", code: 7, extendedCode: 7 };

/**
 * A module whose allocations fail from the `allowed`-th on, and the addresses that are not freed.
 */
class FailingMemory {
  readonly module: SqliteModule;
  readonly held = new Set<number>();
  failed = 0;
  #allowed: number;

  constructor(module: SqliteModule, allowed: number) {
    this.#allowed = allowed;
    const functions: Partial<SqliteModule> = {
      _sqlite3_malloc: (size) => this.#allocate(module, size),
      _sqlite3_free: (at) => {
        this.held.delete(at);
        module._sqlite3_free(at);
      },
    };
    this.module = new Proxy(module, {
      get: (target, name) => Reflect.get(name in functions ? functions : target, name),
    });
  }

  #allocate(module: SqliteModule, size: number): number {
    if (this.#allowed === 0) {
      this.failed += 1;
      return 0;
    }
    this.#allowed -= 1;
    const at = module._sqlite3_malloc(size);
    this.held.add(at);
    return at;
  }
}

async function use(module: SqliteModule): Promise<void> {
  const gate = new SqlGate(module);
  const guard = {
    gate,
    onProgress: () => 0,
    hasUnstored: () => false,
    end: () => ({ kind: "closed" }) as const,
  };
  const names = { vfsName: "full-memory", fileName: "file" };
  const connection: Connection = await openConnection(
    { module, ...names, takeFailure: () => null, guard },
    64,
  );
  try {
    await connection.execute("CREATE TABLE IF NOT EXISTS t (a, b)");
    const statement = await connection.acquire("SELECT ?, ?");
    try {
      statement.bind(["text", Uint8Array.of(1, 2)]);
      await statement.rows(10, 1_000);
    } finally {
      await connection.release(statement);
    }
  } finally {
    await connection.close();
  }
}

test("an allocation that fails is SQLITE_NOMEM, whichever it is", async () => {
  const module = await referenceModule();
  module.vfs_register(new MemoryVFS("full-memory", module), 0);
  // SQLite itself writes there when it creates a table, so that is done before.
  await use(module);
  const low = module.HEAPU8.slice(0, LOW_MEMORY);
  let allowed = 0;
  for (; ; allowed += 1) {
    const memory = new FailingMemory(module, allowed);
    const outcome = await use(memory.module).then(
      () => null,
      (error: unknown) => error,
    );
    expect(module.HEAPU8.subarray(0, LOW_MEMORY)).toEqual(low);
    expect([...memory.held]).toEqual([]);
    if (memory.failed === 0) {
      expect(outcome).toBeNull();
      break;
    }
    expect(outcome).toBeInstanceOf(DatabaseError);
    if (!(outcome instanceof DatabaseError)) continue;
    expect(outcome.issue).toMatchObject(NO_MEMORY);
    expect(outcome.message).toContain("out of memory");
  }
  expect(allowed).toBeGreaterThan(7);
});
