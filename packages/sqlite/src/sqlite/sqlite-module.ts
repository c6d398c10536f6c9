/** The WASM build of SQLite: the part of its interface that is used here, and how it is started. */

import { DatabaseError } from "../database-error.js";

/** The result of a call that may wait: the synchronous build blocks, and JSPI returns a promise. */
export type Suspended = number | Promise<number>;

export interface SqliteModule {
  /** Replaced when memory grows. */
  readonly HEAPU8: Uint8Array;
  vfs_register(vfs: object, makeDefault: 0 | 1): number;
  UTF8ToString(address: number): string;
  /**
   * A connection of SQLite has at most one authorizer. It receives addresses of texts, which are 0
   * if there is no text, and must not throw.
   */
  set_authorizer(
    db: number,
    authorize: (
      application: number,
      action: number,
      first: number,
      second: number,
      schema: number,
    ) => number,
    application: number,
  ): number;
  /** An SQLite has at most one handler. A result other than 0 interrupts what runs. */
  progress_handler(db: number, opcodes: number, handle: ProgressHandler, application: number): void;
  /** Functions are known by their names alone: another one of the same name takes its place. */
  create_function(
    db: number,
    name: string,
    count: number,
    flags: number,
    application: number,
    run: ((context: number, count: number, values: number) => void) | null,
    step: null,
    final: null,
  ): number;
  _RegisterExtensionFunctions(db: number): number;
  _sqlite3_malloc(size: number): number;
  _sqlite3_free(address: number): void;
  _sqlite3_open_v2(name: number, handle: number, flags: number, vfs: number): Suspended;
  _sqlite3_close(db: number): Suspended;
  _sqlite3_extended_result_codes(db: number, isOn: 0 | 1): number;
  _sqlite3_extended_errcode(db: number): number;
  _sqlite3_errmsg(db: number): number;
  _sqlite3_error_offset(db: number): number;
  _sqlite3_get_autocommit(db: number): number;
  _sqlite3_txn_state(db: number, schema: number): number;
  _sqlite3_db_config(db: number, operation: number, values: number): number;
  /** Returns the limit before; a negative value changes nothing. */
  _sqlite3_limit(db: number, limit: number, value: number): number;
  _sqlite3_changes(db: number): number;
  _sqlite3_total_changes(db: number): number;
  _sqlite3_compileoption_used(name: number): number;
  _sqlite3_sourceid(): number;
  _sqlite3_hard_heap_limit64(low: number, high: number): number;
  _sqlite3_soft_heap_limit64(low: number, high: number): number;
  _sqlite3_prepare_v3(
    db: number,
    sql: number,
    size: number,
    flags: number,
    statement: number,
    tail: number,
  ): Suspended;
  _sqlite3_step(statement: number): Suspended;
  _sqlite3_reset(statement: number): Suspended;
  _sqlite3_finalize(statement: number): Suspended;
  _sqlite3_clear_bindings(statement: number): number;
  _sqlite3_stmt_readonly(statement: number): number;
  _sqlite3_stmt_isexplain(statement: number): number;
  _sqlite3_stmt_status(statement: number, counter: number, reset: 0 | 1): number;
  _sqlite3_bind_parameter_count(statement: number): number;
  _sqlite3_bind_parameter_name(statement: number, index: number): number;
  _sqlite3_bind_null(statement: number, index: number): number;
  _sqlite3_bind_int64(statement: number, index: number, low: number, high: number): number;
  _sqlite3_bind_double(statement: number, index: number, value: number): number;
  _sqlite3_bind_text(
    statement: number,
    index: number,
    text: number,
    size: number,
    destructor: number,
  ): number;
  _sqlite3_bind_blob(
    statement: number,
    index: number,
    bytes: number,
    size: number,
    destructor: number,
  ): number;
  _sqlite3_column_count(statement: number): number;
  _sqlite3_column_name(statement: number, column: number): number;
  _sqlite3_column_type(statement: number, column: number): number;
  _sqlite3_column_double(statement: number, column: number): number;
  _sqlite3_column_text(statement: number, column: number): number;
  _sqlite3_column_blob(statement: number, column: number): number;
  _sqlite3_column_bytes(statement: number, column: number): number;
  _sqlite3_value_numeric_type(value: number): number;
  _sqlite3_value_double(value: number): number;
  _sqlite3_result_double(context: number, value: number): void;
  _sqlite3_result_int(context: number, value: number): void;
  _sqlite3_result_value(context: number, value: number): void;
}

/**
 * Is called while SQLite works. One that waits has to be declared with `async`, by which the build
 * knows that it has to be suspended.
 */
export type ProgressHandler = () => Suspended;

/** Reads an address that SQLite has stored in its memory. */
export function readAddress(module: SqliteModule, at: number): number {
  const { buffer, byteOffset } = module.HEAPU8;
  return new DataView(buffer, byteOffset).getUint32(at, true);
}

/** Compiled code, which threads share; opaque here, as it is on the way between threads. */
export type CompiledSqlite = object;

/** The default export of a build of SQLite, which starts an instance. */
export type StartBuild = (options: object) => Promise<SqliteModule>;

type Instantiated = { readonly exports: object };

/** The platform's own; this package is compiled without the types of browsers. */
type WebAssemblyObject = {
  instantiate(compiled: CompiledSqlite, imports: object): Promise<Instantiated>;
};

/** `synchronous`: the build whose calls block. `jspi`: the one whose calls can be suspended. */
export type SqliteBuild = "synchronous" | "jspi";

/**
 * Starts a SQLite with memory of its own. Without `compiled`, the build finds its code by itself.
 * Throws `not-started` if there is no code, or no memory.
 */
export async function startSqlite(
  startBuild: StartBuild,
  compiled: CompiledSqlite | null,
): Promise<SqliteModule> {
  try {
    const starting = compiled === null ? startBuild({}) : startCompiled(startBuild, compiled);
    return withPlainCalls(await starting);
  } catch (cause) {
    throw new DatabaseError({ kind: "not-started" }, undefined, { cause });
  }
}

type WasmCall = (...values: readonly (number | undefined)[]) => Suspended;

/**
 * Keeps SQLite from being called after it has crashed: each call then throws the error of the
 * crash. It also keeps V8 from compiling the calls of exports into the functions that make them:
 * that of Node 20 then reads memory that is not its own, and the process ends. A function from a
 * list is not a constant, and a call site for all exports is not specialised for any.
 */
function withPlainCalls(module: SqliteModule): SqliteModule {
  const calls: WasmCall[] = [];
  let crash: { readonly error: unknown } | null = null;
  const noteCrash = (error: unknown): void => {
    crash ??= { error };
  };
  for (const [name, value] of Object.entries(module)) {
    if (!name.startsWith("_sqlite3_") || typeof value !== "function") continue;
    const index = calls.push(value) - 1;
    // No export takes more values; a missing one is passed over, as one too many is.
    const call: WasmCall = (a, b, c, d, e, f) => {
      if (crash !== null) throw crash.error;
      try {
        const result = (calls[index] as WasmCall)(a, b, c, d, e, f);
        if (typeof result === "object") result.catch(noteCrash);
        return result;
      } catch (error) {
        noteCrash(error);
        throw error;
      }
    };
    Object.assign(module, { [name]: call });
  }
  return module;
}

/** The build itself never ends where its code cannot be instantiated. */
function startCompiled(startBuild: StartBuild, compiled: CompiledSqlite): Promise<SqliteModule> {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyObject };
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      imports: object,
      done: (instance: object, module: object) => void,
    ): object => {
      WebAssembly.instantiate(compiled, imports).then(
        (instance) => done(instance, compiled),
        reject,
      );
      return {};
    };
    startBuild({ instantiateWasm }).then(resolve, reject);
  });
}
