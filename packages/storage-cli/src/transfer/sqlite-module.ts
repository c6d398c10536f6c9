/**
 * The WASM build of SQLite: the few of its functions that a conversion needs.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type FileSystemModule, SQLITE_OK } from "./file-system-base.js";

export interface SqliteModule extends FileSystemModule {
  vfs_register(vfs: object, makeDefault: 0 | 1): number;
  _sqlite3_malloc(size: number): number;
  _sqlite3_free(address: number): void;
  _sqlite3_open_v2(name: number, handle: number, flags: number, vfs: number): number;
  _sqlite3_close(db: number): number;
  _sqlite3_extended_errcode(db: number): number;
  _sqlite3_exec(db: number, sql: number, callback: 0, argument: 0, message: 0): number;
}

type ModuleFactory = (options: object) => Promise<SqliteModule>;
type BuildModule = { readonly default: ModuleFactory };

/** The platform's object, which is in no type library that this package is compiled with. */
type WebAssemblyObject = {
  instantiate(code: Uint8Array, imports: object): Promise<{ readonly instance: object }>;
};

/** Starts a SQLite with memory of its own. */
export async function startSqlite(): Promise<SqliteModule> {
  // @ts-expect-error: the package has no types for its builds.
  const loaded: BuildModule = await import("@journeyapps/wa-sqlite/dist/wa-sqlite.mjs");
  const path = createRequire(import.meta.url).resolve("@journeyapps/wa-sqlite/dist/wa-sqlite.wasm");
  const code = await readFile(path);
  return await loaded.default({
    // Otherwise the build would fetch its code by HTTP.
    instantiateWasm: (imports: object, done: (instance: object) => void) => {
      // Node has it; the assertion names the part of it that is used.
      const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyObject };
      void WebAssembly?.instantiate(code, imports).then(({ instance }) => done(instance));
      return {};
    },
  });
}

const SQLITE_NOMEM = 7;
const SQLITE_OPEN_READWRITE = 2;

/**
 * Opens the database, runs the statements until one fails, and closes it. Returns the extended
 * result code of SQLite, which is 0 if none failed.
 */
export function executeSql(
  module: SqliteModule,
  { name, vfs }: { readonly name: string; readonly vfs: string },
  statements: readonly string[],
): number {
  const texts: number[] = [];
  const copied = (text: string): number => {
    const at = copyText(module, text);
    texts.push(at);
    return at;
  };
  const handleAt = module._sqlite3_malloc(4);
  if (handleAt === 0) return SQLITE_NOMEM;
  try {
    const code = module._sqlite3_open_v2(
      copied(name),
      handleAt,
      SQLITE_OPEN_READWRITE,
      copied(vfs),
    );
    const db = viewOf(module).getUint32(handleAt, true);
    if (code !== SQLITE_OK) {
      module._sqlite3_close(db);
      return code;
    }
    for (const statement of statements) {
      if (module._sqlite3_exec(db, copied(statement), 0, 0, 0) === SQLITE_OK) continue;
      const failed = module._sqlite3_extended_errcode(db);
      module._sqlite3_close(db);
      return failed;
    }
    return module._sqlite3_close(db);
  } finally {
    for (const at of [handleAt, ...texts]) module._sqlite3_free(at);
  }
}

/** Copies text into the memory of SQLite, with a zero at its end. */
function copyText(module: SqliteModule, text: string): number {
  const bytes = new TextEncoder().encode(text);
  const at = module._sqlite3_malloc(bytes.length + 1);
  if (at === 0) throw new RangeError("SQLite has no memory left");
  module.HEAPU8.set(bytes, at);
  module.HEAPU8[at + bytes.length] = 0;
  return at;
}

function viewOf({ HEAPU8 }: SqliteModule): DataView {
  return new DataView(HEAPU8.buffer, HEAPU8.byteOffset, HEAPU8.byteLength);
}
