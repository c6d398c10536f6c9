/**
 * Tests the events and metrics of the engine, and that they never contain contents of databases.
 */

import {
  type EngineEvent,
  type EngineObserver,
  METRICS,
  readStorageFlags,
  StorageError,
} from "@barewire/sqlite-storage";
import { expect, test } from "vitest";
import { DatabaseUnderTest, ID, page, pages, range } from "./database-under-test.js";

const SECRET = "a secret in a page";

type Recorded = { readonly name: string; readonly value: number; readonly labels: object };

class Recorder implements EngineObserver {
  readonly metrics: Recorded[] = [];
  readonly events: EngineEvent[] = [];

  record(name: keyof typeof METRICS, value: number, labels: object): void {
    this.metrics.push({ name, value, labels });
  }

  onEvent(event: EngineEvent): void {
    this.events.push(event);
  }
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => "",
    (error: unknown) => (error instanceof StorageError ? error.message : String(error)),
  );
}

/** The value of the flag if the variable FLAG is `value`. */
function check(value: string | undefined): [boolean, number] {
  const flags = readStorageFlags((name) => {
    expect(name.startsWith("BAREWIRE_SQLITE_OPT_")).toBe(true);
    return value;
  });
  return [flags.rangeReads, flags.startupPreloadMaxSize];
}

test("an open, commits, reads and a fenced request are measured", async () => {
  const observer = new Recorder();
  const database = await DatabaseUnderTest.open({ observer });
  await database.commit(new Map([[1, page(SECRET)]]));
  await database.commit(pages("more", range(2, 20)));
  await database.expectPages();
  const other = database.beside({ observer });
  await other.open();
  const messages = [
    await messageOf(database.read(1)),
    await messageOf(database.engine.commit(ID, database.request(pages("x", [1])))),
    await messageOf(other.read(0)),
  ];
  const names = new Set(observer.metrics.map(({ name }) => name));
  expect([...names].sort()).toEqual(
    [
      "barewire_sqlite_commit_dirty_bytes",
      "barewire_sqlite_commit_dirty_page_count",
      "barewire_sqlite_commit_duration_seconds",
      "barewire_sqlite_commit_pages",
      "barewire_sqlite_commit_phase_duration_seconds",
      "barewire_sqlite_commit_total",
      "barewire_sqlite_delta_count",
      "barewire_sqlite_fence_mismatch_total",
      "barewire_sqlite_get_pages_count",
      "barewire_sqlite_get_pages_duration_seconds",
      "barewire_sqlite_kv_ops_per_commit",
      "barewire_sqlite_open_duration_seconds",
      "barewire_sqlite_page_cache_hit_total",
      "barewire_sqlite_page_cache_miss_total",
      "barewire_sqlite_pidx_hit_total",
      "barewire_sqlite_pidx_miss_total",
    ].sort(),
  );
  for (const { name, value, labels } of observer.metrics) {
    const metric = METRICS[name as keyof typeof METRICS];
    expect(Object.keys(labels).sort()).toEqual([...metric.labels].sort());
    expect(value).toBeGreaterThanOrEqual(0);
  }
  expect(observer.events.map(({ kind }) => kind)).toEqual(["fence-mismatch", "fence-mismatch"]);
  const told = JSON.stringify([observer.events, observer.metrics, messages], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(told).not.toContain(SECRET);
  expect(messages.join()).not.toContain(ID.actorId);
  expect(messages.every((message) => message !== "")).toBe(true);
});

test("a flag is off for a few words and on for all others", () => {
  for (const word of ["0", "false", "off", "no", "disabled", "disable", " OFF ", "False"]) {
    expect(check(word)[0]).toBe(false);
  }
  for (const word of [undefined, "", "1", "on", "yes", "nope"]) expect(check(word)[0]).toBe(true);
});

test("a number that is none counts as not set, and one too large as the most", () => {
  for (const word of [undefined, "", "many", "-1", "1.5", "1e3"])
    expect(check(word)[1]).toBe(1_048_576);
  expect([check("0")[1], check(" 4096 ")[1], check("99999999999")[1]]).toEqual([
    0, 4_096, 8_388_608,
  ]);
});
