/**
 * A process ends at every single operation, before it and after it, and the answer to every single
 * commit is lost: what is stored then is what was before or what was to be, and can be used.
 */

import type { Clock } from "@barewire/clock";
import type { Kv } from "@barewire/sqlite-storage";
import { createSqliteStore, type SqliteEngine } from "@barewire/sqlite-storage";
import { type MemoryContents, MemoryStore, openMemoryKv } from "@barewire/sqlite-storage/memory";
import {
  type FaultyKv,
  faultAtIndex,
  injectFaults,
  type KvFault,
  type KvFaultPoint,
} from "@barewire/sqlite-storage/testing";
import { expect, test } from "vitest";
import { databaseKeys } from "../../packages/storage/src/format/database-keys.js";
import {
  type Contents,
  commitPageOne,
  DATABASE,
  open,
  type Prepared,
  resume,
  SCENARIOS,
  type Scenario,
} from "./crash-scenarios.js";
import { contentOf } from "./page-content.js";
import { settle } from "./scheduler.js";
import { StoredReader } from "./stored-state.js";

const KEYS = databaseKeys(DATABASE);
const START_MS = 1_700_000_000_000;
const MAX_PAGES_PER_READ = 256;
/** The number of steps of the event loop after which a task that still waits will wait for ever. */
const MAX_TURNS = 200;

/** A pause before a repetition is over at once; nothing longer ever ends, such as a time-out. */
const MAX_PAUSE_MS = 1_000;

const RANDOM = { number: () => 0.5 };

function clockAt(nowMs: number): Clock {
  return {
    epochMs: () => nowMs,
    monotonicMs: () => nowMs,
    setTimer: (task, delayMs) => {
      if (delayMs > MAX_PAUSE_MS) return () => {};
      const immediate = setImmediate(task);
      return () => clearImmediate(immediate);
    },
  };
}

type Run = {
  readonly kv: FaultyKv;
  readonly store: MemoryStore;
  readonly end: "returned" | "waits";
};

/** Runs a scenario on a copy of what is stored, with one fault. */
async function run(
  { act, laterMs = 0 }: Scenario,
  stored: MemoryContents,
  prepared: Prepared,
  faultAt: (place: KvFaultPoint) => KvFault | undefined,
): Promise<Run> {
  const store = new MemoryStore(stored);
  const clock = clockAt(START_MS + laterMs);
  const kv = injectFaults(openMemoryKv({ store, clock, random: RANDOM }), faultAt, clock);
  const state = { end: "waits" as Run["end"], error: undefined as unknown };
  act(engineOn(kv, START_MS + laterMs), prepared).then(
    () => {
      state.end = "returned";
    },
    (error: unknown) => {
      state.error = error;
    },
  );
  for (let turn = 0; turn < MAX_TURNS && state.end === "waits"; turn += 1) await settle();
  if (state.error !== undefined) throw state.error;
  return { kv, store, end: state.end };
}

function engineOn(kv: Kv, nowMs: number): SqliteEngine {
  return createSqliteStore({ kv, clock: clockAt(nowMs), random: RANDOM });
}

/** Checks every invariant of the rows that a process has left, and every operation on them. */
async function judge(
  { laterMs = 0 }: Scenario,
  store: MemoryStore,
  allowed: readonly Contents[],
): Promise<void> {
  const nowMs = START_MS + laterMs + 60_000;
  const state = new StoredReader().read(store.contents(), KEYS);
  const contents = state?.contents ?? [];
  expect(allowed).toContainEqual(contents);
  // The other process has empty caches.
  const kv = openMemoryKv({ store, clock: clockAt(nowMs), random: RANDOM });
  const engine = engineOn(kv, nowMs);
  if (state !== undefined) expect((await engine.inspect(DATABASE)).findings).toEqual([]);
  const opened = await open(engine);
  expect(opened.generation).toBe((state?.meta.generation ?? 0n) + 1n);
  expect(opened.headTxid).toBe(state?.meta.headTxid ?? 0n);
  expect(await readAll(engine, opened, contents.length)).toEqual(contents);
  const left = await engine.inspect(DATABASE);
  expect(left.findings).toEqual([]);
  let after = contents;
  if (left.stageCount > 0) {
    const stageTxid = (left.meta?.nextTxid ?? 0n) - 1n;
    after = await resume(engine, { ...opened, contents, stageTxid });
  }
  const head = new StoredReader().read(store.contents(), KEYS)?.meta.headTxid ?? 0n;
  const next = { ...opened, headTxid: head, contents: after };
  after = await commitPageOne(engine, next, 9_999);
  await engine.compact(DATABASE);
  expect(await readAll(engine, opened, after.length)).toEqual(after);
  const { findings, deltaCount, stageCount } = await engine.inspect(DATABASE);
  expect({ findings, deltaCount, stageCount }).toEqual({
    findings: [],
    deltaCount: 0,
    stageCount: 0,
  });
}

async function readAll(
  engine: SqliteEngine,
  { generation }: Prepared,
  size: number,
): Promise<Contents> {
  expect(size).toBeLessThanOrEqual(MAX_PAGES_PER_READ);
  const pgnos = Array.from({ length: size }, (_, index) => index + 1);
  const { actorId } = DATABASE;
  const { pages } = await engine.getPages(DATABASE, { actorId, generation, pgnos });
  return pages.map(({ pgno, bytes }) => contentOf(pgno, bytes ?? new Uint8Array(0)));
}

/** Lets a scenario fail at each of its operations. */
async function check(scenario: Scenario): Promise<void> {
  const base = new MemoryStore();
  const kv = openMemoryKv({ store: base, clock: clockAt(START_MS), random: RANDOM });
  const prepared = await scenario.prepare(engineOn(kv, START_MS));
  const stored = base.contents();
  const before = prepared.contents;
  const after = scenario.after?.(before) ?? before;
  const commits: number[] = [];
  const whole = await run(scenario, stored, prepared, (place) => {
    if (place.operation === "commit") commits.push(place.index);
    return undefined;
  });
  expect(whole.end).toBe("returned");
  await judge(scenario, whole.store, [after]);
  const operationCount = whole.kv.operationCount();
  expect(operationCount).toBeGreaterThan(0);
  for (let index = 1; index <= operationCount; index += 1) {
    for (const when of ["before", "after"] as const) {
      const fault = faultAtIndex(index, { kind: "crash", when });
      const crashed = await run(scenario, stored, prepared, fault);
      expect(crashed.kv.faultCount()).toBe(1);
      expect(crashed.end).toBe("waits");
      // The last of the commits is the one that counts; after it, only the answer is missing.
      const isDone = index === commits.at(-1) && when === "after";
      await judge(scenario, crashed.store, isDone ? [after] : [before, after]);
    }
  }
  for (const index of commits) {
    const fault = faultAtIndex(index, { kind: "lose-answer" });
    const lost = await run(scenario, stored, prepared, fault);
    expect(lost.kv.faultCount()).toBe(1);
    expect(lost.end).toBe("returned");
    await judge(scenario, lost.store, [after]);
  }
  const crashCount = 2 * operationCount;
  console.log(`${scenario.name}: ${crashCount} crashes, ${commits.length} lost answers`);
}

for (const scenario of SCENARIOS) {
  test(scenario.name, () => check(scenario));
}
