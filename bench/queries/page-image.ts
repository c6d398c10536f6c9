/**
 * `PageImage`: the pages of a database in memory, and the b-tree that each of them belongs to.
 */

import { childrenOf, readU32 } from "../../packages/sqlite/src/cache/interior-page.js";
import type { QueryPlan } from "../../packages/sqlite/src/plan/query-plan.js";
import { readProgram } from "../../packages/sqlite/src/plan/read-program.js";
import { MemorySqlite, rowsOf } from "../../test/vfs/memory-sqlite.js";

export const PAGE_SIZE = 4_096;

export interface PageImage {
  readonly pageCount: number;
  /** The bytes of a page, which are not to be changed. */
  page(pgno: number): Uint8Array;
  /** The roots of all b-trees but that of the schema. */
  readonly roots: ReadonlySet<number>;
  /** The page that names this one: its parent, or what comes before an overflow page. */
  parentOf(pgno: number): number | undefined;
  /** Asks SQLite what it plans to read for a statement. */
  planOf(sql: string): Promise<QueryPlan>;
}

let sqlite: Promise<MemorySqlite> | null = null;
let imageCount = 0;

/** Runs the statements on an empty database, each in a transaction of its own. */
export async function createImage(statements: readonly string[]): Promise<PageImage> {
  sqlite ??= MemorySqlite.start();
  const memory = await sqlite;
  imageCount += 1;
  const name = `image-${imageCount}`;
  const connection = await memory.open(name);
  for (const statement of statements) await connection.execute(statement);
  const roots = await rowsOf(connection, "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0");
  await connection.close();
  const bytes = memory.bytesOf(name);
  const page = (pgno: number): Uint8Array =>
    bytes.subarray((pgno - 1) * PAGE_SIZE, pgno * PAGE_SIZE);
  const pageCount = bytes.length / PAGE_SIZE;
  const parents = parentsOf(pageCount, page);
  return {
    pageCount,
    page,
    roots: new Set(roots.map(([root]) => Number(root))),
    parentOf: (pgno) => parents.get(pgno),
    planOf: (sql) => explain(memory, name, sql),
  };
}

async function explain(memory: MemorySqlite, name: string, sql: string): Promise<QueryPlan> {
  const connection = await memory.open(name);
  const rows = await rowsOf(connection, `EXPLAIN ${sql}`);
  await connection.close();
  const program = rows.map(([, opcode, p1, p2, p3, p4, p5]) => ({
    opcode: `${opcode}`,
    p1: Number(p1),
    p2: Number(p2),
    p3: Number(p3),
    p4: `${p4 ?? ""}`,
    p5: Number(p5),
  }));
  return (
    readProgram(program) ?? {
      cursors: [],
      accesses: [],
      limit: { kind: "unknown" },
      isFiltered: false,
    }
  );
}

/**
 * A page of overflow looks like any bytes. What such bytes seem to name is overwritten by the real
 * parent only if that one comes later, so the result serves for counting alone.
 */
function parentsOf(
  pageCount: number,
  page: (pgno: number) => Uint8Array,
): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  for (let pgno = 1; pgno <= pageCount; pgno++) {
    for (const child of childrenOf(pgno, page(pgno), pageCount) ?? []) parents.set(child, pgno);
  }
  for (let pgno = 2; pgno <= pageCount; pgno++) {
    const next = readU32(page(pgno), 0);
    if (next > 1 && next <= pageCount && !parents.has(next)) parents.set(next, pgno);
  }
  return parents;
}
