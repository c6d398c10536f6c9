/** Bugs in the storage engine and in the stores below it. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/storage/src";

const COMMIT_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/format/fence.ts`,
    find: "if (meta.headTxid !== expectedHeadTxid) {",
    replace: "if (meta.headTxid < expectedHeadTxid) {",
    why: "a commit over an old state is accepted, and what came in between is torn",
    finder: "test/engine/commit.test.ts",
  },
  {
    file: `${SRC}/format/fence.ts`,
    find: "if (generation < meta.generation) {",
    replace: "if (generation < 1n) {",
    why: "an owner that was replaced goes on writing",
    finder: "test/engine/open.test.ts",
  },
  {
    file: `${SRC}/format/fence.ts`,
    find: "if (meta.cleanClose) {",
    replace: "if (meta.generation < 0n) {",
    why: "a commit is accepted after the close, and its rows are never removed",
    finder: "test/engine/open.test.ts",
  },
  {
    file: `${SRC}/operations/commit-pages.ts`,
    find: 'oldEntries.has(pgno) ? "replaced" : "new"',
    replace: '"new"',
    why: "each page that is written again is charged again, until the quota is used up",
    finder: "test/engine/commit.test.ts",
  },
  {
    file: `${SRC}/operations/commit-pages.ts`,
    find: "const isShorter = newDbSizePages < meta.dbSizePages;",
    replace: "const isShorter = false;",
    why: "the places of pages that were cut off are believed when the database grows again",
    finder: "test/engine/resize.test.ts",
  },
  {
    file: `${SRC}/operations/idempotency-token.ts`,
    find: "hash.update(number).update(bytes);",
    replace: "hash.update(bytes);",
    why: "a commit of the same bytes to another page is acknowledged and not stored",
    finder: "test/engine/commit.test.ts",
  },
  {
    file: `${SRC}/operations/idempotency-token.ts`,
    find: "return Buffer.compare(lastCommit.token, token) === 0 ? lastCommit : undefined;",
    replace: "return lastCommit.token.length > token.length ? lastCommit : undefined;",
    why: "a commit whose answer was lost is refused when it is sent again, though it is stored",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: "packages/ltx/src/lz4-block.ts",
    find: "if (distance === 0 || distance > written) {",
    replace: "if (distance === 0) {",
    why: "a block may refer to memory before its page",
    finder: "test/ltx/lz4.test.ts",
  },
  {
    file: "packages/ltx/src/lz4-block.ts",
    find: "const lastStart = size - LAST_MATCH_DISTANCE;",
    replace: "const lastStart = size - LAST_LITERALS_COUNT - MIN_MATCH_SIZE;",
    why: "other decoders read beyond the end of a page that was compressed",
    finder: "test/ltx/lz4.test.ts",
  },
  {
    file: `${SRC}/engine/blob-layout.ts`,
    find: "if (crc32(bytes.subarray(row.prefixSize)) !== row.checksum) {",
    replace: "if (row.checksum < 0) {",
    why: "a damaged page is returned as if it were right",
    finder: "test/kv/engine-on-lmdb.test.ts",
  },
  {
    file: `${SRC}/engine/blob-layout.ts`,
    find: "joined.set(part, isFirst ? 0 : rowStart - frame.offset);",
    replace: "joined.set(part, 0);",
    why: "a page that is in two rows cannot be read",
    finder: "test/kv/engine-on-lmdb.test.ts",
  },
  {
    file: `${SRC}/operations/drop-uncommitted.ts`,
    find: "deltasFrom(keys, headTxid + 1n)",
    replace: "deltasFrom(keys, headTxid)",
    why: "cleaning up after a crash removes the newest commit",
    finder: "test/engine/open.test.ts",
  },
  {
    file: `${SRC}/operations/resize-database.ts`,
    find: "  await cutOffShard(transaction, resize);\n",
    replace: "",
    why: "pages that were cut off come back when the database grows again",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/operations/resize-database.ts`,
    find: "if ((written.get(shardId) ?? 0) < count) shardIds.push(shardId);",
    replace: "if ((written.get(shardId) ?? 0) + 1 < count) shardIds.push(shardId);",
    why: "a page that SQLite has added without writing it is corruption from then on",
    finder: "test/engine/resize.test.ts",
  },
  {
    file: `${SRC}/operations/open-database.ts`,
    find: "generation: meta.generation + 1n, cleanClose: false",
    replace: "generation: meta.generation + 1n, cleanClose: meta.cleanClose",
    why: "a database that was closed once can never be written again",
    finder: "test/engine/open.test.ts",
  },
  {
    file: `${SRC}/operations/open-database.ts`,
    find: "generation: meta.generation + 1n,",
    replace: "generation: meta.generation + (found === undefined ? 1n : 0n),",
    why: "an open does not raise the generation: two owners write at once",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/engine/engine-context.ts`,
    find: "await transaction.lockMeta()",
    replace: 'await (name === "open" ? transaction.readMeta() : transaction.lockMeta())',
    why: "an open takes back what another owner has committed while it read",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/engine/engine-context.ts`,
    find: "await transaction.lockMeta()",
    replace:
      'await (name === "compaction_write" ? transaction.readMeta() : transaction.lockMeta())',
    why: "a pass of compaction writes its account over those of the commits beside it",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/engine/engine-context.ts`,
    find: "return await work(transaction, await transaction.lockMeta());",
    replace: "return await work(transaction, await transaction.readMeta());",
    why: "two that write at once do not see each other: a commit or an account is overwritten",
    finder: "test/simulation/simulation.test.ts",
  },
];

const STAGE_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/operations/stage-chunk.ts`,
    find: 'return chunk.index === count ? "next" : "too early";',
    replace: 'return chunk.index >= count ? "next" : "too early";',
    why: "chunks are stored in the order in which they come, with what is missing left out",
    finder: "test/engine/staged-commit.test.ts",
  },
  {
    file: `${SRC}/operations/stage-finalize.ts`,
    find: "if (header.commit !== newDbSizePages) {",
    replace: "if (header.commit === 0) {",
    why: "a staged commit gives the database another size than its file says",
    finder: "test/engine/staged-file.test.ts",
  },
  {
    file: `${SRC}/operations/stage-finalize.ts`,
    find: 'stored === undefined || stored.record.state === "open"',
    replace: "stored === undefined",
    why: "a staged commit is finalized before all of it has come",
    finder: "test/engine/staged-commit.test.ts",
  },
  {
    file: `${SRC}/operations/stage-finalize.ts`,
    find: "headTxid === request.txid &&",
    replace: "headTxid > request.txid &&",
    why: "a large commit whose answer was lost is refused when it is finalized again",
    finder: "test/engine/staged-commit.test.ts",
  },
  {
    file: `${SRC}/operations/stage-finalize.ts`,
    find: "digests.every((digest, index) => digest === record.digests[index])",
    replace: "digests.every((digest) => digest.length > 0)",
    why: "what is committed is not the file that was verified",
    finder: "test/engine/staged-file.test.ts",
  },
];

const COMPACTION_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/compaction/write-shards.ts`,
    find: "if (current.get(pgno) !== txid) continue;",
    replace: "",
    why: "a commit that came during a pass is hidden by the older page in the shard",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/compaction/write-shards.ts`,
    find: "for (const pgno of entries.keys()) if (!current.has(pgno)) return undefined;",
    replace: "",
    why: "a page that was cut off during a pass comes back",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/compaction/write-shards.ts`,
    find: "if ((header && fingerprintOf(header)) !== oldFingerprint) return undefined;",
    replace: "",
    why: "a pass overwrites a shard that another process has written meanwhile",
    finder: "test/engine/compaction.test.ts",
  },
  {
    file: `${SRC}/compaction/compaction-plan.ts`,
    find: "if (txid <= headTxid) txids.add(txid);",
    replace: "txids.add(txid);",
    why: "compaction removes what is staged and not finalized yet",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/compaction/compaction-plan.ts`,
    find: "if (count === (released.get(txid) ?? 0)) unused.push(txid);",
    replace: "if (count <= 1 + (released.get(txid) ?? 0)) unused.push(txid);",
    why: "compaction removes a commit that a page is still read from",
    finder: "test/engine/compaction.test.ts",
  },
  {
    file: `${SRC}/compaction/fold-shards.ts`,
    find: "for (const [pgno, page] of found) merged.set(pgno, page);",
    replace: "for (const [pgno] of found) merged.delete(pgno);",
    why: "pages that no commit has written since the last pass become zeros",
    finder: "test/engine/compaction.test.ts",
  },
  {
    file: `${SRC}/compaction/compaction-lease.ts`,
    find: 'return "held-by-other";',
    replace: 'return "taken";',
    why: "every process compacts the same database, and all but one do it in vain",
    finder: "test/engine/compaction.test.ts",
  },
];

const READ_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/engine/page-index-cache.ts`,
    find: "if (cached !== undefined && cached.headTxid > headTxid) return;",
    replace: "if (cached !== undefined && cached.headTxid > headTxid) headTxid = cached.headTxid;",
    why: "a slow reader brings back the places of pages from before a commit",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/engine/page-index-cache.ts`,
    find: "return cached?.headTxid === headTxid ? cached.entries : NOTHING;",
    replace: "return cached !== undefined && headTxid > 0n ? cached.entries : NOTHING;",
    why: "another process has committed, and this one reads the pages from before",
    finder: "test/simulation/simulation.test.ts",
  },
  {
    file: `${SRC}/engine/page-index-cache.ts`,
    find: 'cached?.headTxid === fromTxid && size === "same-or-larger" ? cached : undefined;',
    replace: 'size === "same-or-larger" ? cached : undefined;',
    why: "places from before another owner's commit are taken over into the next state",
    finder: "test/engine/caches.test.ts",
  },
  {
    file: `${SRC}/operations/read-pages.ts`,
    find: 'throw corruptDelta("delta lacks a page that a page index entry names");',
    replace: "continue;",
    why: "a page that its commit has lost is answered as absent",
    finder: "test/engine/damage.test.ts",
  },
  {
    file: `${SRC}/engine/stored-blob.ts`,
    find: "fingerprintOf(header)}`;",
    replace: "header.key.kind}`;",
    why: "after a compaction, pages are read from the shard of before",
    finder: "test/engine/caches.test.ts",
  },
  {
    file: `${SRC}/engine/meta-cache.ts`,
    find: "{ creationTsMs }: Meta): string {",
    replace: "_: Meta, creationTsMs = 0): string {",
    why: "a database that was created again is answered with pages of the one before it",
    finder: "test/engine/caches.test.ts",
  },
  {
    file: `${SRC}/engine/meta-cache.ts`,
    find: "Buffer.compare(cached.row, row) === 0",
    replace: "cached.row.length === row.length",
    why: "a process does not see what others have committed",
    finder: "test/engine/commit.test.ts",
  },
  {
    file: `${SRC}/format/logical-value.ts`,
    find: "if (crc32(bytes) !== view.getUint32(1))",
    replace: "if (bytes.length > MAX_INLINE_SIZE)",
    why: "a record that the disk has damaged is believed",
    finder: "test/engine/damage.test.ts",
  },
  {
    file: `${SRC}/format/logical-value.ts`,
    find: "if (crc32(chunk) !== header.content.checksums[index]) {",
    replace: "if (header.content.checksums[index] === undefined) {",
    why: "a chunk that the disk has damaged is believed",
    finder: "test/engine/damage.test.ts",
  },
];

const KV_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/kv/run-loop.ts`,
    find: "this.#outageSinceMs = null;",
    replace: "",
    why: "after its first outage, statements fail at every restart of the store",
    finder: "packages/storage/src/kv/run-loop.test.ts",
  },
  {
    file: `${SRC}/kv/postgres/postgres-failure.ts`,
    find: "if (NO_LISTENER.has",
    replace: "if (!NO_LISTENER.has",
    why: "a PostgreSQL that is not there is waited for as long as one that is starting",
    finder: "test/postgres/postgres-kv.test.ts",
  },
  {
    file: `${SRC}/kv/run-loop.ts`,
    find: "return token !== undefined;",
    replace: "return true;",
    why: "a commit of unknown fate is done twice",
    finder: "packages/storage/src/kv/run-loop.test.ts",
  },
  {
    file: `${SRC}/kv/run-loop.ts`,
    find: 'if (error.failure === "unknown-result") unknown ??= error;',
    replace: "",
    why: "a commit that may be stored is reported as one that is not",
    finder: "packages/storage/src/kv/run-loop.test.ts",
  },
  {
    file: `${SRC}/kv/lmdb/lmdb-kv.ts`,
    find: 'if (entry?.version !== version) return new KvDriverError("conflict");',
    replace: "",
    why: "on LMDB, two that write at once overwrite each other",
    finder: "test/kv/lmdb.test.ts",
  },
  {
    file: `${SRC}/kv/postgres/postgres-statements.ts`,
    find: "WHERE key = $1::bytea FOR UPDATE`",
    replace: "WHERE key = $1::bytea`",
    why: "on PostgreSQL, two that write at once overwrite each other",
    finder: "test/kv/postgres.test.ts",
  },
];

export const STORAGE_BUGS: readonly PlantedBug[] = [
  ...COMMIT_BUGS,
  ...STAGE_BUGS,
  ...COMPACTION_BUGS,
  ...READ_BUGS,
  ...KV_BUGS,
];
