/**
 * `stat`: lists the databases of a store, or tells how much is stored of one. Reads no page.
 */

import type { Meta } from "@barewire/protocol/sqlite-storage";
import {
  type DatabaseId,
  databaseHash,
  eachDatabase,
  type Kv,
  type KvTransaction,
  StorageError,
} from "@barewire/sqlite-storage";
import {
  allStages,
  chunkIndexOf,
  databaseKeys,
  deltasFrom,
  headerPages,
  type LogicalRange,
  ownQuotaOf,
  pageIndexFrom,
  shardsFrom,
} from "@barewire/sqlite-storage/maintenance";
import type { CommandIo } from "./command-io.js";
import { columns, nameOf, printable, sizeText } from "./printable.js";
import { quotaTexts } from "./set-quota-command.js";
import { readMeta } from "./stored-record.js";

const TIMEOUT_MS = 600_000;
/**
 * The number is limited because the header row of a small commit has its whole blob of up to 64
 * KiB.
 */
const HEADERS_PER_READ = 64;

export async function statAll(kv: Kv, { print }: CommandIo): Promise<void> {
  const rows = [
    ["NAMESPACE", "ACTOR", "HASH", "GENERATION", "HEAD", "PAGES", "USED", "QUOTA", "STATE"],
  ];
  for await (const database of eachDatabase(kv)) {
    const { namespace, actorId } = database;
    const cells = await metaCells(kv, database);
    rows.push([printable(namespace), printable(actorId), databaseHash(database), ...cells]);
  }
  if (rows.length === 1) print("no databases");
  else for (const line of columns(rows)) print(line);
}

async function metaCells(kv: Kv, database: DatabaseId): Promise<readonly string[]> {
  const keys = databaseKeys(database);
  try {
    const meta = await kv.run("stat", (transaction) => readMeta(transaction, keys), {
      readOnly: true,
    });
    return [
      String(meta.generation),
      String(meta.headTxid),
      String(meta.dbSizePages),
      sizeText(meta.sqliteStorageUsed),
      ownQuotaOf(meta) === undefined ? "default" : sizeText(meta.sqliteMaxStorage),
      stateOf(meta),
    ];
  } catch (error) {
    if (!(error instanceof StorageError) || !isAboutRecord(error)) throw error;
    return ["-", "-", "-", "-", "-", error.message];
  }
}

/** Throws `database-missing`, `corrupt` or what the store throws. */
export async function statOne(kv: Kv, database: DatabaseId, { print }: CommandIo): Promise<void> {
  const keys = databaseKeys(database);
  const options = { readOnly: true, timeoutMs: TIMEOUT_MS };
  const work = async (transaction: KvTransaction) => {
    const count = (range: LogicalRange) => countHeaders(transaction, range);
    const meta = await readMeta(transaction, keys);
    const deltas = await count(deltasFrom(keys, 0n));
    const index = await count(pageIndexFrom(keys, 0));
    const shards = await count(shardsFrom(keys, 0));
    const stages = await count(allStages(keys));
    return { meta, deltas, index, shards, stages };
  };
  const { meta, deltas, index, shards, stages } = await kv.run("stat", work, options);
  const [quota, quotaOrigin] = quotaTexts(meta);
  const pageBytes = BigInt(meta.dbSizePages) * BigInt(meta.pageSize);
  const rows = [
    ["database", nameOf(database)],
    ["hash in logs", databaseHash(database)],
    ["state", stateOf(meta)],
    ["created", new Date(Number(meta.creationTsMs)).toISOString()],
    ["generation", String(meta.generation)],
    ["head", String(meta.headTxid)],
    ["next", String(meta.nextTxid)],
    ["compacted up to", String(meta.materializedTxid)],
    ["size", `${meta.dbSizePages} pages, ${sizeText(pageBytes)}`],
    ["used", `${meta.sqliteStorageUsed} bytes, ${sizeText(meta.sqliteStorageUsed)}`],
    ["quota", quota],
    ["quota is", quotaOrigin],
    ["deltas", `${deltas.txids.size} in ${deltas.count} pieces, ${sizeText(deltas.size)}`],
    ["pages in deltas", String(index.count)],
    ["shards", `${shards.count}, ${sizeText(shards.size)}`],
    ["staged commits", String(stages.count)],
  ];
  for (const line of columns(rows)) print(line);
}

type Counted = {
  readonly count: number;
  /** The bytes of the values. */
  readonly size: number;
  readonly txids: ReadonlySet<bigint>;
};

async function countHeaders(transaction: KvTransaction, range: LogicalRange): Promise<Counted> {
  const txids = new Set<bigint>();
  let count = 0;
  let size = 0;
  for await (const headers of headerPages(transaction, range, HEADERS_PER_READ)) {
    for (const header of headers) {
      count += 1;
      size += header.size;
      if (range.kind === "delta") txids.add(chunkIndexOf(header.key).txid);
    }
  }
  return { count, size, txids };
}

function stateOf({ cleanClose }: Meta): string {
  return cleanClose ? "closed" : "open, or not closed";
}

function isAboutRecord({ issue }: StorageError): boolean {
  return (
    issue.kind === "corrupt" ||
    issue.kind === "unsupported-record" ||
    issue.kind === "database-missing"
  );
}
