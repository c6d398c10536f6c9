/**
 * The settings that SQL may change: one verdict for every pragma of this build of SQLite, and for
 * the statements that open or write files.
 *
 * The store depends on some settings of SQLite, which are made once, when a database is opened.
 * What would change them is either `fixed` or `refused`; everything else is SQLite's own affair. A
 * name that SQLite has no pragma of is passed over by SQLite, with an answer without rows.
 */

/**
 * `pass`: SQLite executes it. `fixed`: setting it changes nothing and returns the value in force,
 * because programs set it as a matter of course. `refused`: setting it fails with SQLITE_AUTH,
 * because a program would rely on an effect that does not come. Reading a setting is never refused.
 */
export type PragmaVerdict = "pass" | "fixed" | "refused";

export interface PragmaRule {
  readonly verdict: PragmaVerdict;
  /** A sentence without its full stop; empty where SQLite's own documentation says all. */
  readonly reason: string;
}

/** Settings that stay as they are, by name. */
const FIXED: Readonly<Record<string, string>> = {
  encoding: "the first page of a new database says UTF-8 already, and it holds for its life",
  journal_mode: "a commit is durable when the server has it, and only a rollback journal says when",
  locking_mode: "a database has one owner at a time, and the server sees to that",
  page_size: "the server stores pages of 4096 bytes",
  synchronous: "a commit is sent to the server when SQLite syncs the file",
  temp_store: "there are no files besides the database, so temporary tables are in memory",
};

/** Settings that may be read, but not made, by name. */
const REFUSED: Readonly<Record<string, string>> = {
  schema_version: "SQLite keeps it, and another value lets it use a schema that is out of date",
  writable_schema: "what is written to the schema directly can damage the database",
};

const PASSED: readonly string[] = [
  "analysis_limit",
  "application_id",
  "auto_vacuum",
  "automatic_index",
  "busy_timeout",
  "cache_size",
  "cache_spill",
  "case_sensitive_like",
  "cell_size_check",
  "checkpoint_fullfsync",
  "collation_list",
  "compile_options",
  "count_changes",
  "data_version",
  "database_list",
  "defer_foreign_keys",
  "empty_result_callbacks",
  "foreign_key_check",
  "foreign_key_list",
  "foreign_keys",
  "freelist_count",
  "full_column_names",
  "fullfsync",
  "function_list",
  "hard_heap_limit",
  "ignore_check_constraints",
  "incremental_vacuum",
  "index_info",
  "index_list",
  "index_xinfo",
  "integrity_check",
  "journal_size_limit",
  "legacy_alter_table",
  "max_page_count",
  "mmap_size",
  "module_list",
  "optimize",
  "page_count",
  "pragma_list",
  "query_only",
  "quick_check",
  "read_uncommitted",
  "recursive_triggers",
  "reverse_unordered_selects",
  "secure_delete",
  "short_column_names",
  "shrink_memory",
  "soft_heap_limit",
  "table_info",
  "table_list",
  "table_xinfo",
  "temp_store_directory",
  "threads",
  "trusted_schema",
  "user_version",
  "wal_autocheckpoint",
  "wal_checkpoint",
];

/** The verdict on each pragma, by its name in lower case. */
export const PRAGMA_RULES: ReadonlyMap<string, PragmaRule> = new Map<string, PragmaRule>([
  ...PASSED.map((name) => ruleOf(name, "pass", "")),
  ...Object.entries(FIXED).map(([name, reason]) => ruleOf(name, "fixed", reason)),
  ...Object.entries(REFUSED).map(([name, reason]) => ruleOf(name, "refused", reason)),
]);

/** The databases that ATTACH takes: in memory, or temporary, which is in memory as well. */
const ATTACHABLE: ReadonlySet<string> = new Set([":memory:", ""]);

/** Statements that open or write files, and what becomes of each; they can be run in this order. */
export const FILE_STATEMENTS: readonly (PragmaRule & { readonly statement: string })[] = [
  { statement: "ATTACH ':memory:' AS x", verdict: "pass", reason: "" },
  { statement: "ATTACH '' AS y", verdict: "pass", reason: "" },
  { statement: "ATTACH 'file' AS z", verdict: "refused", reason: "there are no other files" },
  { statement: "DETACH x", verdict: "pass", reason: "" },
  { statement: "VACUUM", verdict: "pass", reason: "" },
  {
    statement: "VACUUM INTO 'file'",
    verdict: "refused",
    reason: "there are no other files; `barewire-storage export` writes one",
  },
];

/** The reason why a file cannot be opened beside the database. */
export const NO_OTHER_FILES: string =
  "there are no files besides the database: ATTACH takes ':memory:', and a copy is written by " +
  "`barewire-storage export`";

/** Tells whether `ATTACH` of this file is allowed; any other is not opened either. */
export function isAttachable(fileName: string): boolean {
  return ATTACHABLE.has(fileName);
}

/** The reason why setting the pragma in a schema is refused; null if it is not. */
export function refusalOf(pragma: string, schema: string): string | null {
  const name = pragma.toLowerCase();
  const rule = PRAGMA_RULES.get(name);
  if (rule === undefined || rule.verdict === "pass") return null;
  if (rule.verdict === "refused") return `PRAGMA ${name} cannot be set: ${rule.reason}`;
  // Only the main database can answer instead of SQLite.
  if (schema === "" || schema === "main") return null;
  return `PRAGMA ${name} cannot be set in schema ${schema}: ${rule.reason}`;
}

/** The name of a setting that stays as it is, in lower case; null for any other pragma. */
export function fixedNameOf(pragma: string): string | null {
  const name = pragma.toLowerCase();
  return PRAGMA_RULES.get(name)?.verdict === "fixed" ? name : null;
}

/** Settings that hold for a connection rather than for its database, and are not of one query. */
const CONNECTION_SETTINGS: ReadonlySet<string> = new Set([
  "analysis_limit",
  "automatic_index",
  "busy_timeout",
  "cache_size",
  "cache_spill",
  "case_sensitive_like",
  "cell_size_check",
  "foreign_keys",
  "full_column_names",
  "hard_heap_limit",
  "ignore_check_constraints",
  "legacy_alter_table",
  "max_page_count",
  "query_only",
  "read_uncommitted",
  "recursive_triggers",
  "reverse_unordered_selects",
  "secure_delete",
  "short_column_names",
  "soft_heap_limit",
  "threads",
  "trusted_schema",
]);

/** Tells whether a pragma sets what has to be set again for another connection. */
export function isConnectionSetting(pragma: string): boolean {
  return CONNECTION_SETTINGS.has(pragma.toLowerCase());
}

function ruleOf(
  name: string,
  verdict: PragmaVerdict,
  reason: string,
): readonly [string, PragmaRule] {
  return [name, { verdict, reason }];
}
