/**
 * The bench of cold starts at 2 MiB, on a real server and a real store: each step of the ladder
 * asks the server for exactly so many pages in so many calls, however the database is stored.
 */

import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actors, startActors } from "../../bench/cold-start/actor/start-actors.js";
import { type BenchServer, startBenchServer } from "../../bench/cold-start/bench-server.js";
import { BEYOND, STEPS } from "../../bench/cold-start/ladder.js";
import { readOptions } from "../../bench/cold-start/options.js";
import { type Run, runStep } from "../../bench/cold-start/run-step.js";
import { actorOf, prepare, type ScenarioName, schemasOf } from "../../bench/cold-start/scenario.js";
import { type BenchStore, openBenchStore } from "../../bench/cold-start/store.js";

const SIZE_BYTES = 2 * 1_048_576;
const SERVER = [
  "--import=tsx",
  "--conditions=@barewire/source",
  fileURLToPath(new URL("../../packages/server/src/cli.ts", import.meta.url)),
];

let actors: Actors;
let store: BenchStore;
let server: BenchServer;

beforeAll(async () => {
  const opened = await openBenchStore("lmdb");
  if (typeof opened === "string") throw new Error(opened);
  store = opened;
  [actors, server] = await Promise.all([startActors(), startBenchServer(store.url, {}, SERVER)]);
});

afterAll(async () => {
  await actors?.stop();
  await server?.stop();
  await store?.close();
});

type Counters = {
  readonly calls: number;
  readonly ranges: number;
  readonly pages: number;
  readonly requested: number;
  readonly hits: number;
  readonly preloaded: number;
};

/** The counters that every scenario must give, by the names of the steps. */
const COUNTERS: { readonly [step: string]: Counters } = {
  "COLD-001": { calls: 67, ranges: 0, pages: 681, requested: 660, hits: 593, preloaded: 1 },
  "COLD-006": { calls: 10, ranges: 0, pages: 585, requested: 660, hits: 650, preloaded: 1 },
  "COLD-015": { calls: 7, ranges: 1, pages: 307, requested: 660, hits: 653, preloaded: 256 },
  "COLD-020": { calls: 9, ranges: 2, pages: 560, requested: 661, hits: 652, preloaded: 3 },
  "skip cached": { calls: 10, ranges: 0, pages: 529, requested: 660, hits: 650, preloaded: 1 },
  "COLD-022 reverse": { calls: 7, ranges: 0, pages: 20, requested: 25, hits: 18, preloaded: 4 },
  "true reverse, forward only": {
    calls: 7,
    ranges: 0,
    pages: 177,
    requested: 178,
    hits: 171,
    preloaded: 1,
  },
};

function countersOf({ counters, served }: Run): Counters {
  const { calls, rangeCalls: ranges, pages, requested, hits, preloaded } = counters;
  expect(served).toMatchObject({ listReads: calls - ranges, rangeReads: ranges, pages });
  return { calls, ranges, pages, requested, hits, preloaded };
}

/** Writes the databases of a scenario, and runs steps of the ladder on copies of them. */
async function check(scenario: ScenarioName, names: readonly string[]): Promise<void> {
  const steps = [...STEPS, ...BEYOND].filter(({ name }) => names.includes(name));
  expect(steps).toHaveLength(names.length);
  const place = { store, actors, sizeBytes: SIZE_BYTES };
  // It throws if the store does not hold what the scenario is about.
  for (const schema of schemasOf(steps)) {
    await prepare(scenario, schema, { ...place, url: server.url });
  }
  for (const step of steps) {
    const sourceOf = () => actorOf(scenario, step.schema);
    const target = { ...place, server, farUrl: server.url, sourceOf };
    const run = await runStep(step, target, `${scenario}: ${step.name}`);
    expect(countersOf(run), step.name).toEqual(COUNTERS[step.name]);
  }
}

test("from inline deltas", async () => {
  await check("inline deltas", ["COLD-001", "COLD-006", "COLD-015", "COLD-020", "skip cached"]);
});

test("from chunked deltas", async () => {
  await check("chunked deltas", ["COLD-006", "COLD-022 reverse"]);
});

test("from shards", async () => {
  await check("compacted", ["COLD-006", "true reverse, forward only"]);
});

test("options are read, and what is not one is refused", () => {
  const given = readOptions(["--rtt", "5,20", "--size", "2MiB", "--scenario", "compacted"]);
  expect(given.rttsMs).toEqual([5, 20]);
  expect(given.sizeBytes).toBe(SIZE_BYTES);
  expect(given.scenarios).toEqual(["compacted"]);
  expect(readOptions(["--quick", "--rounds", "3"])).toMatchObject({
    rttsMs: [0, 10],
    stores: ["lmdb"],
    rounds: 3,
  });
  for (const refused of ["--rtt=-1", "--rtt=", "--size=0", "--store=mysql", "--slow"]) {
    expect(() => readOptions([refused]), refused).toThrow();
  }
});
