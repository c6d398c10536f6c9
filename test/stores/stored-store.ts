/**
 * `StoredStore`: a store as it was once written, byte for byte, and what has to be in it.
 *
 *    stored/NAME/lmdb.mdb.gz       the data file of LMDB, as it is on a little-endian machine with
 *                                  64 bits; LMDB itself opens it on no other
 *    stored/NAME/postgres.sql.gz   what `pg_dump --inserts` says of the database of the other store
 *    stored/NAME/contents.json     of each database: what plain SQLite says is in it
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { endianness } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { DatabaseId } from "@barewire/sqlite-storage";
import { Client } from "pg";

export type StoredDatabase = {
  readonly id: DatabaseId;
  /** The digest that `digestOf` computes for plain SQLite after the same statements. */
  readonly digest: string;
  /** SHA-256 of the database file that `export` wrote, which the sqlite3 program found sound. */
  readonly exported: string;
  /** The number of stored rows of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
};

export const STORED_FOLDER: string = join(import.meta.dirname, "stored");

export const LMDB_FILE = "lmdb.mdb.gz";
export const POSTGRES_FILE = "postgres.sql.gz";
export const CONTENTS_FILE = "contents.json";

export function storedNames(): readonly string[] {
  return readdirSync(STORED_FOLDER).sort();
}

export function contentsOf(name: string): readonly StoredDatabase[] {
  // The file is written by `make-stores.ts` in this form; a test of another form would open
  // nothing.
  return JSON.parse(
    readFileSync(join(STORED_FOLDER, name, CONTENTS_FILE), "utf8"),
  ) as readonly StoredDatabase[];
}

/** Unpacks the LMDB file to `path`. Throws on a machine whose LMDB has another layout. */
export function restoreLmdb(name: string, path: string): void {
  requireSameLayout();
  writeFileSync(path, gunzipSync(readFileSync(join(STORED_FOLDER, name, LMDB_FILE))));
}

/** LMDB writes numbers in the byte order of the machine. */
export function requireSameLayout(): void {
  const is64Bit = ["x64", "arm64", "ppc64", "riscv64", "loong64"].includes(process.arch);
  if (endianness() === "LE" && is64Bit) return;
  throw new Error(
    "the stored LMDB files are those of little-endian machines with 64 bits; " +
      `this one is ${endianness()}, ${process.arch}: its LMDB cannot open them`,
  );
}

/** Fills the empty database at `url` with what was dumped. */
export async function restorePostgres(name: string, url: string): Promise<void> {
  const dump = gunzipSync(readFileSync(join(STORED_FOLDER, name, POSTGRES_FILE))).toString("utf8");
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(dump);
  } finally {
    await client.end();
  }
}
