/**
 * `npm run stores NAME`: writes the databases of `database-stories.ts` with the code as it is now,
 * into a new LMDB file and a new PostgreSQL, and keeps both as `stored/NAME`.
 *
 * Run it before a change of what is stored, and commit what it writes with the change or before it.
 * A store that is there already is never written again: what counts is which code has written it.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { encodeEmbeddedMeta } from "@barewire/protocol/sqlite-storage";
import { openDatabase } from "@barewire/sqlite";
import {
  createSqliteStore,
  type DatabaseId,
  DEFAULT_STORAGE_FLAGS,
  DEFAULT_THRESHOLDS,
  type Kv,
  openKv,
  readDatabaseRows,
  type SqliteEngine,
} from "@barewire/sqlite-storage";
import { databaseKeys, parseChunkKey } from "../../packages/storage/src/format/database-keys.js";
import { metaKey, parseLogicalKey } from "../../packages/storage/src/format/logical-key.js";
import { decodeHeader, encodeValue } from "../../packages/storage/src/format/logical-value.js";
import { decodeMetaRecord } from "../../packages/storage/src/format/meta-record.js";
import { exportDatabase } from "../../packages/storage-cli/src/transfer/export-database.js";
import { pages, range } from "../engine/database-under-test.js";
import { stagedFile } from "../engine/staging.js";
import { findPostgres } from "../postgres/postgres-binaries.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { digestOf } from "../vfs/database-digest.js";
import { integrityOf } from "../vfs/debian-sqlite.js";
import { openReference } from "../vfs/reference-database.js";
import { testRuntime } from "../vfs/test-runtime.js";
import { WireServer } from "../vfs/wire-server.js";
import { DATABASE_STORIES, type DatabaseStory } from "./database-stories.js";
import {
  CONTENTS_FILE,
  LMDB_FILE,
  POSTGRES_FILE,
  requireSameLayout,
  STORED_FOLDER,
  type StoredDatabase,
} from "./stored-store.js";

const [name = ""] = process.argv.slice(2);
await main(name);

async function main(name: string): Promise<void> {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error("say a name for the store: a-z, 0-9 and -");
  const folder = join(STORED_FOLDER, name);
  if (existsSync(folder)) throw new Error(`${name} is there already, and stays as it is`);
  requireSameLayout();
  const temporary = mkdtempSync(join(tmpdir(), "barewire-stores-"));
  const postgres = await startPostgresIfPossible();
  if (typeof postgres === "string") throw new Error(postgres);
  try {
    const lmdbPath = join(temporary, "store.mdb");
    const lmdb = await writeStore(`lmdb:${lmdbPath}`, join(temporary, "lmdb"));
    const others = await writeStore(postgres.url, join(temporary, "postgres"));
    const contents: StoredDatabase[] = [];
    for (const [index, story] of DATABASE_STORIES.entries()) {
      contents.push({
        id: story.id,
        digest: await expectedDigest(story),
        ...required(lmdb[index], others[index]),
      });
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, LMDB_FILE), gzipSync(readFileSync(lmdbPath), { level: 9 }));
    writeFileSync(join(folder, POSTGRES_FILE), gzipSync(dumpOf(postgres.url), { level: 9 }));
    writeFileSync(join(folder, CONTENTS_FILE), `${JSON.stringify(contents, null, 2)}\n`);
  } finally {
    await postgres.remove();
    rmSync(temporary, { recursive: true, force: true });
  }
}

type Written = Pick<StoredDatabase, "exported" | "kinds">;

/** The same statements leave the same database, whatever it is stored in. */
function required(one: Written | undefined, other: Written | undefined): Written {
  if (one !== undefined && isDeepStrictEqual(one, other)) return one;
  throw new Error("a database in LMDB differs from the same one in PostgreSQL");
}

/** Returns what is stored of each database. */
async function writeStore(url: string, exports: string): Promise<readonly Written[]> {
  const kv = await openKv(url);
  const written: Written[] = [];
  try {
    for (const story of DATABASE_STORIES) await writeDatabase(kv, story);
    mkdirSync(exports);
    const files: Uint8Array[] = [];
    for (const [index, { id }] of DATABASE_STORIES.entries()) {
      const path = join(exports, `${index}.db`);
      await exportDatabase(kv, id, path);
      files.push(readFileSync(path));
    }
    const isSound = (await integrityOf(files)).every((answer) => answer === "ok");
    if (!isSound) throw new Error("an exported database is not sound");
    for (const [index, { id }] of DATABASE_STORIES.entries()) {
      const exported = createHash("sha256")
        .update(files[index] ?? "")
        .digest("hex");
      written.push({ exported, kinds: await kindsOf(kv, id) });
    }
  } finally {
    await kv.close();
  }
  return written;
}

/** The number of rows of each kind. */
async function kindsOf(kv: Kv, id: DatabaseId): Promise<Readonly<Record<string, number>>> {
  const keys = databaseKeys(id);
  const counts: Record<string, number> = {};
  for (const [key] of await readDatabaseRows(kv, id)) {
    const kind = parseLogicalKey(keys, key)?.kind ?? "unknown";
    const name = parseChunkKey(key) === undefined ? kind : "chunk";
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

async function writeDatabase(kv: Kv, story: DatabaseStory): Promise<void> {
  await execute(kv, story, story.statements);
  // Compaction is off, because its work would depend on the time that the statements take.
  const flags = { ...DEFAULT_STORAGE_FLAGS, disableCompaction: true };
  const engine = createSqliteStore({ kv, flags });
  try {
    await endDatabase(kv, engine, story);
  } finally {
    await engine.stop();
  }
}

async function endDatabase(kv: Kv, engine: SqliteEngine, story: DatabaseStory): Promise<void> {
  const { id, ending, later = [] } = story;
  switch (ending) {
    case "none":
      return;
    case "compact":
      return await engine.compact(id);
    case "compact-and-go-on":
      await engine.compact(id);
      return await execute(kv, story, later);
    case "meta-v1":
      return await writeMetaV1(kv, id);
    case "unfinished-stage":
      return await leaveStage(engine, id);
    default:
      return ending satisfies never;
  }
}

async function execute(
  kv: Kv,
  { id, hints }: DatabaseStory,
  statements: readonly string[],
): Promise<void> {
  const compaction = { ...DEFAULT_THRESHOLDS.compaction, state: "off" } as const;
  const { transport } = new WireServer({ kv, thresholds: { compaction } });
  const runtime = await testRuntime({ hints: hints === true });
  const { namespace, actorId: actor } = id;
  const database = await openDatabase({ transport, namespace, actor, runtime });
  try {
    for (const sql of statements) await database.all(sql);
  } finally {
    await database.close();
  }
}

/** Writes META as version 1 of the records has it, with the bytes that are used then. */
async function writeMetaV1(kv: Kv, id: DatabaseId): Promise<void> {
  const key = metaKey(databaseKeys(id));
  await kv.run("meta-v1", async (tx) => {
    const row = await tx.get(key.bytes, { lock: true });
    const head = row === undefined ? undefined : decodeHeader(key, row);
    if (head?.content.kind !== "inline") throw new Error("META is a short value");
    const meta = decodeMetaRecord(head.content.bytes);
    const saved = head.size - encodeEmbeddedMeta(meta, 1).length;
    const sqliteStorageUsed = meta.sqliteStorageUsed - BigInt(saved);
    const record = encodeEmbeddedMeta({ ...meta, sqliteStorageUsed }, 1);
    for (const [rowKey, value] of encodeValue(key, record)) tx.set(rowKey, value);
  });
}

async function leaveStage(engine: SqliteEngine, id: DatabaseId): Promise<void> {
  const { generation, meta } = await engine.open(id);
  const { actorId } = id;
  const { txid } = await engine.commitStageBegin(id, { actorId, generation });
  const torn = pages("torn", range(1, meta.dbSizePages));
  const bytes = stagedFile(txid, meta.dbSizePages, torn).subarray(0, -1_000);
  await engine.commitStage(id, { actorId, generation, txid, chunkIdx: 0, bytes, isLast: false });
}

async function expectedDigest({ statements, later = [] }: DatabaseStory): Promise<string> {
  const reference = await openReference();
  try {
    for (const sql of [...statements, ...later]) await reference.all(sql);
    return await digestOf(reference);
  } finally {
    await reference.close();
  }
}

/** A dump without the commands that only `psql` understands. */
function dumpOf(url: string): string {
  const { source, folder } = findPostgres("");
  if (source !== "debian") throw new Error("pg_dump is needed: install the package postgresql");
  const options = ["--inserts", "--rows-per-insert=50", "--no-owner", "--no-privileges"];
  const dump = execFileSync(join(folder, "pg_dump"), [...options, url], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const lines = dump.split("\n").filter((line) => !line.startsWith("\\"));
  return lines.filter((line) => line !== "" && !line.startsWith("--")).join("\n");
}
