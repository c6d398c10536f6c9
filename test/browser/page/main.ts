/** The application in the page: what a test has it do, by name. */

import {
  createSharedRuntime,
  type Database,
  DatabaseError,
  type DatabaseIssue,
  openDatabase,
} from "@barewire/sqlite";
import { CREATE, differencesOf, INSERT, PICK, ROW_COUNT, rowOf } from "../rows.js";
import type { PageActions, PageRequest } from "./actions.js";

async function open({ workerUrl, ...where }: PageRequest): Promise<Database> {
  if (workerUrl === undefined) return openDatabase(where);
  return openDatabase({ ...where, runtime: createSharedRuntime({ workerUrl }) });
}

async function refusalOf(work: () => Promise<unknown>): Promise<DatabaseIssue | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof DatabaseError) return error.issue;
    throw error;
  }
}

async function writeRows(database: Database): Promise<void> {
  await database.execute(CREATE);
  await database.transaction(async (transaction) => {
    const insert = await transaction.prepare(INSERT);
    for (let id = 1; id <= ROW_COUNT; id++) await insert.run(rowOf(id));
  });
}

/** Deletes all rows, and then fails, so that they stay. */
function failToDelete(database: Database): Promise<void> {
  return database.transaction(async (transaction) => {
    await transaction.run("DELETE FROM reading WHERE id > ?", [1]);
    await transaction.run("INSERT INTO reading (id) VALUES (?)", [1]);
  });
}

let kept: Database | null = null;

const actions: PageActions = {
  write: async (request) => {
    const database = await open(request);
    await writeRows(database);
    const failure = await refusalOf(() => failToDelete(database));
    const picked = await database.all(PICK.sql, PICK.parameters);
    const { protocolVersion } = database;
    await database.close();
    return { protocolVersion, failure, picked };
  },
  scan: async (request) => {
    const database = await open(request);
    const differences: string[] = [];
    let rowCount = 0;
    for await (const row of database.iterate("SELECT * FROM reading ORDER BY id")) {
      rowCount += 1;
      differences.push(...differencesOf(row));
    }
    const { pages } = await database.metrics();
    await database.close();
    return { rowCount, differences, readPages: pages.requested, calls: pages.calls };
  },
  keep: async (request) => {
    kept = await open(request);
  },
  ask: ({ sql }) => refusalOf(async () => kept?.all(sql)),
  openInVain: (request) => refusalOf(() => open(request)),
};

Object.assign(globalThis, { actions });
