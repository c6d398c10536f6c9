/**
 * The commits of a program that is killed: the content of a commit follows from its number alone,
 * so a process that opens the database afterwards can compute the expected contents.
 */

import { encodeLtx } from "@barewire/ltx";
import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { DatabaseId, SqliteEngine } from "@barewire/sqlite-storage";
import { randomNumbers } from "../contract/seeded-random.js";
import { chooseCommit } from "./commit-choice.js";
import { contentOf, pageOf, ZEROS } from "./page-content.js";

export const KILLED: DatabaseId = { namespace: "killed", actorId: "a" };

const MAX_SIZE = 200;
/** One of so many commits is staged. */
const STAGE_INTERVAL = 3;
const CHUNKS = 3;

/** The content of each page; that of page 1 is the number of the newest commit. */
export type Contents = readonly number[];

type NumberedCommit = { readonly newSize: number; readonly pgnos: readonly number[] };

/** The changes of commit `number` to a database of `size` pages. It always writes page 1. */
function commitOf(number: number, size: number): NumberedCommit {
  const random = randomNumbers(number);
  const choice = { random, maxSize: MAX_SIZE, newContent: () => number };
  const { newSize, pages } = chooseCommit(choice, size, 0n);
  const pgnos = [...new Set([1, ...pages.keys()])].sort((a, b) => a - b);
  return { newSize, pgnos };
}

export function contentsAfter(before: Contents, number: number): Contents {
  const { newSize, pgnos } = commitOf(number, before.length);
  const written = new Set(pgnos);
  return Array.from({ length: newSize }, (_, index) => {
    return written.has(index + 1) ? number : (before[index] ?? ZEROS);
  });
}

export type Head = { readonly generation: bigint; readonly headTxid: bigint };

/** Makes commit `number`; gives its txid. */
export async function commitNumber(
  engine: SqliteEngine,
  { generation, headTxid }: Head,
  size: number,
  number: number,
): Promise<bigint> {
  const { newSize: newDbSizePages, pgnos } = commitOf(number, size);
  const { actorId } = KILLED;
  const dirtyPages = pgnos.map((pgno) => ({ pgno, bytes: pageOf(pgno, number) }));
  const owner = { actorId, generation };
  const request = { ...owner, expectedHeadTxid: headTxid, newDbSizePages };
  if (number % STAGE_INTERVAL !== 0) {
    return (await engine.commit(KILLED, { ...request, dirtyPages })).newHeadTxid;
  }
  const { txid } = await engine.commitStageBegin(KILLED, owner);
  const times = { minTxid: txid, maxTxid: txid, timestampMs: 1n };
  const header = { pageSize: PAGE_SIZE, commit: newDbSizePages, ...times };
  const file = encodeLtx(header, dirtyPages);
  const chunkSize = Math.ceil(file.length / CHUNKS);
  const chunks = Array.from({ length: CHUNKS }, (_, chunkIdx) => {
    const bytes = file.subarray(chunkIdx * chunkSize, (chunkIdx + 1) * chunkSize);
    return engine.commitStage(KILLED, {
      ...owner,
      txid,
      chunkIdx,
      bytes,
      isLast: chunkIdx === CHUNKS - 1,
    });
  });
  await Promise.all(chunks);
  return (await engine.commitFinalize(KILLED, { ...request, txid })).newHeadTxid;
}

/** Opens the database and reads all of it. */
export async function readStory(
  engine: SqliteEngine,
): Promise<Head & { readonly contents: Contents }> {
  const { generation, meta } = await engine.open(KILLED);
  const pgnos = Array.from({ length: meta.dbSizePages }, (_, index) => index + 1);
  const { pages } = await engine.getPages(KILLED, { actorId: KILLED.actorId, generation, pgnos });
  const contents = pages.map(({ pgno, bytes }) => contentOf(pgno, bytes ?? new Uint8Array(0)));
  return { generation, headTxid: meta.headTxid, contents };
}
