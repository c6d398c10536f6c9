/**
 * The scenarios in which a process may end: each begins from a stored database and does one thing,
 * in one transaction or several. The contents of the pages afterwards are known beforehand.
 */

import { encodeLtx } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { SqliteEngine } from "@barewire/sqlite-storage";
import { pageOf, ZEROS } from "./page-content.js";

export const DATABASE = { namespace: "crash", actorId: "a" };

/** The content of each page; that of page 1 is the first. */
export type Contents = readonly number[];

export type Scenario = {
  readonly name: string;
  /** Makes what is stored before; gives what `act` needs to know of it. */
  readonly prepare: (engine: SqliteEngine) => Promise<Prepared>;
  readonly act: (engine: SqliteEngine, prepared: Prepared) => Promise<unknown>;
  /** The contents of the pages afterwards; unchanged by default. */
  readonly after?: (before: Contents) => Contents;
  /** The time that passes between the preparation and the scenario. */
  readonly laterMs?: number;
};

export type Prepared = {
  readonly generation: bigint;
  readonly headTxid: bigint;
  readonly contents: Contents;
  /** The txid of a staged commit that is complete. */
  readonly stageTxid?: bigint;
};

const { actorId } = DATABASE;
const SIZE = 130;
const STAGED_SIZE = 150;
const STAGED_CHUNKS = 3;
const NO_PAGES: ReadonlyMap<number, number> = new Map();

const GROWN: Change = {
  newSize: 200,
  pages: new Map([
    [64, 901],
    [131, 902],
    [193, 905],
  ]),
};
const CUT: Change = {
  newSize: 63,
  pages: new Map([
    [1, 911],
    [63, 912],
  ]),
};
const STAGED: Change = { newSize: STAGED_SIZE, pages: pagesFrom(1, STAGED_SIZE, 1_000) };

type Change = { readonly newSize: number; readonly pages: ReadonlyMap<number, number> };

export const SCENARIOS: readonly Scenario[] = [
  { name: "open, of a new database", prepare: prepareNothing, act: open, after: () => [] },
  { name: "open, after a close", prepare: prepareClosed, act: open },
  { name: "open, of what another one has open", prepare: prepareDatabase, act: open },
  { name: "open, with a stage that has expired", prepare: prepareStage, act: open, laterMs: 10e7 },
  { name: "close", prepare: prepareDatabase, act: close },
  {
    name: "close, with a stage that has expired",
    prepare: prepareStage,
    act: close,
    laterMs: 10e7,
  },
  { name: "preload hints", prepare: prepareDatabase, act: persistHints },
  changing("commit", {
    newSize: SIZE,
    pages: new Map([
      [1, 921],
      [64, 925],
      [128, 922],
    ]),
  }),
  changing("commit, of a new size alone", { newSize: SIZE + 1, pages: NO_PAGES }),
  changing("commit, larger", GROWN),
  changing("commit, cut off at the end of a shard", CUT),
  changing("commit, cut off to one page", { newSize: 1, pages: new Map([[1, 931]]) }),
  { ...changing("commit, over a stage", GROWN), prepare: prepareStage },
  {
    name: "staged commit",
    prepare: prepareDatabase,
    act: async (engine, prepared) => await finalize(engine, await stage(engine, prepared)),
    after: (before) => changed(before, STAGED),
  },
  {
    name: "finalize, by a process that has seen no chunk",
    prepare: prepareStage,
    act: finalize,
    after: (before) => changed(before, STAGED),
  },
  { name: "compaction", prepare: prepareDeltas, act: (engine) => engine.compact(DATABASE) },
  {
    name: "compaction, with a stage that has expired",
    prepare: prepareStage,
    act: (engine) => engine.compact(DATABASE),
    laterMs: 10e7,
  },
];

function changing(name: string, change: Change): Scenario {
  return {
    name,
    prepare: prepareDatabase,
    act: (engine, prepared) => commit(engine, prepared, change),
    after: (before) => changed(before, change),
  };
}

async function prepareNothing(): Promise<Prepared> {
  return { generation: 0n, headTxid: 0n, contents: [] };
}

/** The database has shards, and commits above them; some pages were never written. */
async function prepareDatabase(engine: SqliteEngine): Promise<Prepared> {
  const opened = await open(engine);
  const first = { newSize: SIZE, pages: pagesFrom(1, 100, 1) };
  const compacted = await change(engine, opened, first);
  await engine.compact(DATABASE);
  const second = {
    newSize: SIZE,
    pages: new Map([
      [1, 201],
      [63, 205],
      [64, 202],
      [129, 203],
    ]),
  };
  return await change(engine, compacted, second);
}

async function prepareClosed(engine: SqliteEngine): Promise<Prepared> {
  const prepared = await prepareDatabase(engine);
  await close(engine, prepared);
  return prepared;
}

async function prepareDeltas(engine: SqliteEngine): Promise<Prepared> {
  let prepared = await prepareDatabase(engine);
  for (const pgno of [2, 66, 127, 128, 130, 2]) {
    const content = 300 + Number(prepared.headTxid);
    const pages = new Map([[pgno, content]]);
    prepared = await change(engine, prepared, { newSize: SIZE, pages });
  }
  return prepared;
}

async function prepareStage(engine: SqliteEngine): Promise<Prepared> {
  return await stage(engine, await prepareDatabase(engine));
}

export async function open(engine: SqliteEngine): Promise<Prepared> {
  const { generation, meta } = await engine.open(DATABASE);
  return { generation, headTxid: meta.headTxid, contents: [] };
}

function close(engine: SqliteEngine, { generation }: Prepared): Promise<void> {
  return engine.close(DATABASE, generation);
}

function persistHints(engine: SqliteEngine, { generation }: Prepared): Promise<void> {
  const hints = { pgnos: [1, 64], ranges: [{ startPgno: 100, pageCount: 20 }] };
  return engine.persistPreloadHints(DATABASE, { actorId, generation, hints });
}

async function change(engine: SqliteEngine, prepared: Prepared, made: Change): Promise<Prepared> {
  const { newHeadTxid } = await commit(engine, prepared, made);
  return { ...prepared, headTxid: newHeadTxid, contents: changed(prepared.contents, made) };
}

async function commit(
  engine: SqliteEngine,
  { generation, headTxid }: Prepared,
  { newSize, pages }: Change,
): Promise<{ readonly newHeadTxid: bigint }> {
  const dirtyPages = [...pages].map(([pgno, content]) => ({ pgno, bytes: pageOf(pgno, content) }));
  return await engine.commit(DATABASE, {
    actorId,
    generation,
    expectedHeadTxid: headTxid,
    dirtyPages,
    newDbSizePages: newSize,
  });
}

/** The scenario makes one more commit, of page 1 alone. */
export async function commitPageOne(
  engine: SqliteEngine,
  prepared: Prepared,
  content: number,
): Promise<Contents> {
  const newSize = Math.max(1, prepared.contents.length);
  const made = { newSize, pages: new Map([[1, content]]) };
  return (await change(engine, prepared, made)).contents;
}

/** Sends all chunks of a new stage at once. */
async function stage(engine: SqliteEngine, prepared: Prepared): Promise<Prepared> {
  const { generation } = prepared;
  const { txid } = await engine.commitStageBegin(DATABASE, { actorId, generation });
  const staged = { ...prepared, stageTxid: txid };
  await Promise.all(sendChunks(engine, staged));
  return staged;
}

function sendChunks(
  engine: SqliteEngine,
  { generation, stageTxid: txid = 0n }: Prepared,
): readonly Promise<unknown>[] {
  const header = {
    pageSize: PAGE_SIZE,
    commit: STAGED.newSize,
    minTxid: txid,
    maxTxid: txid,
    timestampMs: 1n,
  };
  const pages = [...STAGED.pages].map(([pgno, content]) => ({
    pgno,
    bytes: pageOf(pgno, content),
  }));
  const file = encodeLtx(header, pages);
  const size = Math.ceil(file.length / STAGED_CHUNKS);
  return Array.from({ length: STAGED_CHUNKS }, (_, chunkIdx) => {
    const bytes = file.subarray(chunkIdx * size, (chunkIdx + 1) * size);
    const isLast = chunkIdx === STAGED_CHUNKS - 1;
    return engine.commitStage(DATABASE, { actorId, generation, txid, chunkIdx, bytes, isLast });
  });
}

async function finalize(engine: SqliteEngine, prepared: Prepared): Promise<Contents> {
  const { generation, headTxid: expectedHeadTxid, stageTxid: txid = 0n } = prepared;
  const newDbSizePages = STAGED.newSize;
  const request = { actorId, generation, expectedHeadTxid, txid, newDbSizePages };
  await engine.commitFinalize(DATABASE, request);
  return changed(prepared.contents, STAGED);
}

/** Continues a stage that another process has left, in any state. */
export async function resume(engine: SqliteEngine, prepared: Prepared): Promise<Contents> {
  await Promise.all(sendChunks(engine, prepared));
  return await finalize(engine, prepared);
}

function pagesFrom(first: number, last: number, content: number): ReadonlyMap<number, number> {
  return new Map(
    Array.from({ length: last - first + 1 }, (_, index) => [first + index, content + index]),
  );
}

function changed(contents: Contents, { newSize, pages }: Change): Contents {
  return Array.from({ length: newSize }, (_, index) => {
    return pages.get(index + 1) ?? contents[index] ?? ZEROS;
  });
}
