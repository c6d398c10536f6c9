/**
 * `SqlGate`: keeps SQL from changing what the store depends on, by the table of pragmas.
 *
 * Three gates stand one behind another. SQLite asks the authorizer of every pragma in every schema,
 * also of those that run inside a table-valued function; it can refuse, but not answer. Of a pragma
 * of the main database the file is asked next, which can answer. The file system, at last, is asked
 * for a file whose name only an expression has told.
 */

import {
  fixedNameOf,
  isAttachable,
  isConnectionSetting,
  NO_OTHER_FILES,
  refusalOf,
} from "./pragma-table.js";
import {
  SQLITE_ATTACH,
  SQLITE_DBCONFIG_DEFENSIVE,
  SQLITE_DENY,
  SQLITE_NOTFOUND,
  SQLITE_OK,
  SQLITE_PRAGMA,
} from "./result-codes.js";
import { allocate } from "./sqlite-memory.js";
import type { SqliteModule } from "./sqlite-module.js";

/**
 * The offsets at which the file control of a pragma has its name and value, as addresses of four
 * bytes.
 */
const NAME_OFFSET = 4;
const VALUE_OFFSET = 8;

export class SqlGate {
  readonly #module: SqliteModule;
  /** SQLite has asked for a write-ahead log, where its commits would stay. */
  isWalRequested = false;
  #isArmed = false;
  #refusal: string | null = null;
  #fixedName: string | null = null;
  readonly #setPragmas = new Map<string, string>();

  constructor(module: SqliteModule) {
    this.#module = module;
  }

  /**
   * Installs the gate: from now on it checks all settings by SQL. It is called when the connection
   * is set up.
   */
  install(handle: number): void {
    const module = this.#module;
    const text = (at: number): string => module.UTF8ToString(at);
    module.set_authorizer(
      handle,
      (_, action, first, second, schema) => {
        if (action !== SQLITE_PRAGMA && action !== SQLITE_ATTACH) return SQLITE_OK;
        return action === SQLITE_PRAGMA
          ? this.#judgePragma(text(first), second === 0 ? null : text(second), text(schema))
          : this.#judgeAttach(first);
      },
      0,
    );
    this.#makeDefensive(handle);
    this.#isArmed = true;
  }

  /** Forgets earlier refusals, so that each is reported only by the call that caused it. */
  begin(): void {
    this.#refusal = null;
    this.#fixedName = null;
  }

  /** The reason of a refusal since `begin`. */
  takeRefusal(): string | null {
    const refusal = this.#refusal;
    this.#refusal = null;
    return refusal;
  }

  /** The setting that a statement would have changed, had it not been kept from it. */
  takeFixedName(): string | null {
    const name = this.#fixedName;
    this.#fixedName = null;
    return name;
  }

  /** The settings of the connection that SQL was about to set since the last time, with values. */
  takeSetPragmas(): ReadonlyMap<string, string> {
    if (this.#setPragmas.size === 0) return this.#setPragmas;
    const pragmas = new Map(this.#setPragmas);
    this.#setPragmas.clear();
    return pragmas;
  }

  /** No file is opened but those of the database. */
  refuseFile(): void {
    this.#refusal = NO_OTHER_FILES;
  }

  /** Answers a pragma for the main database instead of SQLite: OK, or NOTFOUND if it does not. */
  answerPragma(argumentsAt: number): number {
    if (!this.#isArmed) return SQLITE_NOTFOUND;
    const valueAt = this.#address(argumentsAt + VALUE_OFFSET);
    const name = fixedNameOf(this.#module.UTF8ToString(this.#address(argumentsAt + NAME_OFFSET)));
    if (valueAt === 0 || name === null) return SQLITE_NOTFOUND;
    // This returns no rows. The connection then reads the value with a statement that cannot set
    // it.
    this.#fixedName = name;
    return SQLITE_OK;
  }

  #judgePragma(name: string, value: string | null, schema: string): number {
    if (value === null) return SQLITE_OK;
    if (isConnectionSetting(name)) this.#setPragmas.set(name.toLowerCase(), value);
    return this.#judge(refusalOf(name, schema));
  }

  #judgeAttach(fileNameAt: number): number {
    // An expression tells its name to the file system only.
    if (fileNameAt === 0) return SQLITE_OK;
    return this.#judge(isAttachable(this.#module.UTF8ToString(fileNameAt)) ? null : NO_OTHER_FILES);
  }

  #judge(refusal: string | null): number {
    if (refusal === null) return SQLITE_OK;
    this.#refusal = refusal;
    return SQLITE_DENY;
  }

  /** SQLite's own guard of the schema and of tables that only their modules may write. */
  #makeDefensive(handle: number): void {
    const module = this.#module;
    // A call with any number of values takes them from memory: 1 for on, and no place for a result.
    const values = allocate(module, 8);
    new DataView(module.HEAPU8.buffer, module.HEAPU8.byteOffset + values, 8).setInt32(0, 1, true);
    module.HEAPU8.fill(0, values + 4, values + 8);
    module._sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, values);
    module._sqlite3_free(values);
  }

  #address(at: number): number {
    const { buffer, byteOffset } = this.#module.HEAPU8;
    return new DataView(buffer, byteOffset).getUint32(at, true);
  }
}
