/**
 * `pnpm bench sql`: the calls of an application, against databases that are libraries. Ours are at
 * a server in another process; a commit of each is on the disk when it returns, except in memory.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { currentPlatform } from "@barewire/sqlite";
import { median } from "../measure.js";
import { circumstances, circumstancesText, tableRow, writeResult } from "../results.js";
import type { Engine, OpenEngine, Row } from "./engine.js";
import { installPeers, nativeEngines } from "./native.js";
import { ours } from "./ours.js";
import { wasmInMemory } from "./wasm.js";

const ROUNDS = 15;
/** Rounds in which code is compiled, and which do not count. */
const WARM_UP = 10;
const COUNT = 1_000;
const SELECTED = 10_000;
/** The peer that the ratios are about. */
const REFERENCE = "better-sqlite3";

const ROWS: readonly Row[] = Array.from({ length: COUNT }, (_, row) => [`text of row ${row}`, row]);

const SELECT = `SELECT id, text, real FROM item WHERE id <= ${SELECTED}`;

/** Milliseconds of one round, by task. */
const TASKS: Readonly<Record<string, (database: OpenEngine) => Promise<void>>> = {
  "1,000 inserts at once": async (database) => void (await database.insertMany(ROWS)),
  "1,000 inserts one by one": async (database) => void (await database.insertOneByOne(ROWS)),
  "1,000 look-ups": async (database) => {
    for (let read = 0; read < COUNT; read++) await database.pointRead(1 + ((read * 7_919) % COUNT));
  },
  "10,000 rows": async (database) => {
    const { length } = await database.select(SELECT);
    if (length !== SELECTED) throw new Error(`it has ${length} rows`);
  },
};

const OPENING = "another database";

type Times = ReadonlyMap<string, number[]>;

export async function benchSql(): Promise<void> {
  installPeers();
  const folder = await mkdtemp(join(tmpdir(), "barewire-sql-"));
  const engines: Engine[] = [
    await ours("worker"),
    ...(currentPlatform().hasSuspending ? [await ours("suspended")] : []),
    await wasmInMemory(),
    ...(await nativeEngines(folder)),
  ];
  try {
    const times = await measure(engines);
    const facts = circumstances();
    const medians = engines.map(({ name }) => ({ name, ...mediansOf(times.get(name)) }));
    const suffix = `sql-node-${process.versions.node.split(".")[0]}`;
    await writeResult(`${suffix}.json`, `${JSON.stringify({ ...facts, medians }, null, 2)}\n`);
    await writeResult(`${suffix}.md`, page(times));
  } finally {
    for (const engine of engines) await engine.stop?.();
    await rm(folder, { recursive: true, force: true });
  }
}

/** All engines take turns in each round. */
async function measure(engines: readonly Engine[]): Promise<ReadonlyMap<string, Times>> {
  const tasks = [...Object.keys(TASKS), OPENING];
  const times = new Map(
    engines.map(({ name }) => [name, new Map<string, number[]>(tasks.map((task) => [task, []]))]),
  );
  const opened = new Map<Engine, OpenEngine>();
  for (const engine of engines) opened.set(engine, await filled(engine));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [engine, database] of opened) {
      const add = (task: string, ms: number): void => {
        if (round >= 0) times.get(engine.name)?.get(task)?.push(ms);
      };
      for (const [task, run] of Object.entries(TASKS)) {
        add(task, await timed(() => run(database)));
      }
      add(OPENING, await timed(() => openAnother(engine, `round-${round + WARM_UP}`)));
    }
    if (round >= 0) console.log(`round ${round + 1} of ${ROUNDS}`);
  }
  for (const database of opened.values()) await database.close();
  return times;
}

async function filled(engine: Engine): Promise<OpenEngine> {
  const database = await engine.open("main");
  await database.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT, real REAL)");
  for (let count = 0; count < SELECTED; count += COUNT) await database.insertMany(ROWS);
  return database;
}

/** Opens a database that is new, writes one durable row, and closes it. */
async function openAnother(engine: Engine, name: string): Promise<void> {
  const database = await engine.open(name);
  await database.execute("CREATE TABLE one (v); INSERT INTO one VALUES (1)");
  await database.close();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function mediansOf(times: Times | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries([...(times ?? [])].map(([task, all]) => [task, median(all)]));
}

function page(times: ReadonlyMap<string, Times>): string {
  const tasks = [...Object.keys(TASKS), OPENING];
  const reference = mediansOf(times.get(REFERENCE));
  const rows = [...times].map(([name, own]) => {
    const medians = mediansOf(own);
    const cells = tasks.map((task) => cell(medians[task], reference[task]));
    return tableRow([name, ...cells]);
  });
  return [
    "# Calls of an application",
    "",
    `${circumstancesText(circumstances())}.`,
    "",
    `Milliseconds, medians of ${ROUNDS} rounds in which all take turns, and how many times those of`,
    `${REFERENCE}. Ours are at a server in another process, over a WebSocket. One by one: in one`,
    "transaction, each call awaited. Another database: opened, created, given one row and closed.",
    "",
    tableRow(["", ...tasks]),
    tableRow(["---", ...tasks.map(() => "---:")]),
    ...rows,
    "",
  ].join("\n");
}

function cell(ms: number | undefined, reference: number | undefined): string {
  if (ms === undefined) return "";
  const ratio = reference === undefined ? "" : ` (${(ms / reference).toPrecision(2)})`;
  return `${ms.toPrecision(3)}${ratio}`;
}
