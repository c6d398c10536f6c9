/** The metrics that are printed are those that were recorded. */

import { expect, test } from "vitest";
import { createMetrics, type ServerMetrics } from "./metrics.js";

/** The printed lines, without those of buckets, that begin with `prefix`; printed twice. */
async function check(fill: (metrics: ServerMetrics) => void, prefix: string): Promise<string[]> {
  const metrics = createMetrics({ connectionCount: () => 3, heldSize: () => 4 });
  fill(metrics);
  await metrics.print();
  const lines = (await metrics.print()).split("\n");
  return lines.filter((line) => line.startsWith(prefix) && !line.includes("_bucket"));
}

test("counters of the engine add up", async () => {
  const fill = ({ record }: ServerMetrics) => {
    for (const count of [1, 0, 5]) record("barewire_sqlite_pidx_hit_total", count, {});
    record("barewire_sqlite_commit_pages", 2, { path: "fast" });
    record("barewire_sqlite_commit_pages", 3, { path: "fast" });
  };
  expect(await check(fill, "barewire_sqlite_pidx_")).toEqual([
    "barewire_sqlite_pidx_hit_total 6",
    "barewire_sqlite_pidx_miss_total 0",
  ]);
  expect(await check(fill, "barewire_sqlite_commit_pages")).toEqual([
    'barewire_sqlite_commit_pages{path="fast"} 5',
  ]);
});

test("histograms of the engine take every value", async () => {
  const fill = ({ record }: ServerMetrics) => {
    for (const count of [1, 4]) record("barewire_sqlite_get_pages_count", count, {});
  };
  expect(await check(fill, "barewire_sqlite_get_pages_count")).toEqual([
    "barewire_sqlite_get_pages_count_sum 5",
    "barewire_sqlite_get_pages_count_count 2",
  ]);
});

test("the phases of requests are apart, by tag and outcome", async () => {
  const fill = ({ handler }: ServerMetrics) => {
    const request = { kind: "request", requestId: 1, waitMs: 1_000, handleMs: 2_000 } as const;
    const read = { ...request, tag: "ToRivetSqliteGetPagesRequest", sendMs: 3_000 } as const;
    const commit = { ...read, tag: "ToRivetSqliteCommitRequest" } as const;
    handler({ ...read, outcome: "ok" });
    handler({ ...read, outcome: "ok" });
    handler({ ...read, outcome: "fence-mismatch" });
    handler({ ...commit, outcome: "ok" });
  };
  const sums = (await check(fill, "barewire_request_duration_seconds_sum")).map((line) => {
    return /tag="ToRivetSqlite(\w+)Request",outcome="(.*)",phase="(.*)"} (.*)/.exec(line)?.slice(1);
  });
  expect(sums).toEqual([
    ["GetPages", "ok", "wait", "2"],
    ["GetPages", "ok", "handle", "4"],
    ["GetPages", "ok", "answer", "6"],
    ["GetPages", "fence-mismatch", "wait", "1"],
    ["GetPages", "fence-mismatch", "handle", "2"],
    ["GetPages", "fence-mismatch", "answer", "3"],
    ["Commit", "ok", "wait", "1"],
    ["Commit", "ok", "handle", "2"],
    ["Commit", "ok", "answer", "3"],
  ]);
});

test("gauges show what is there when they are printed", async () => {
  expect(await check(() => {}, "barewire_connection_active")).toEqual([
    "barewire_connection_active 3",
  ]);
  expect(await check(() => {}, "barewire_held_bytes")).toEqual(["barewire_held_bytes 4"]);
});
