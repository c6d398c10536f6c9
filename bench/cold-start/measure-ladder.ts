/** Runs the ladder: every scenario on every store, each step at each round trip. */

import { once } from "node:events";
import { median } from "../measure.js";
import { type Link, openLink } from "../network/link.js";
import { SUBPROTOCOLS } from "../wire/database.js";
import { connect } from "../wire/peers.js";
import { NAMESPACE } from "./actor/data-set.js";
import { type Actors, startActors } from "./actor/start-actors.js";
import { type BenchServer, startBenchServer } from "./bench-server.js";
import { BEYOND, STEPS, type Step } from "./ladder.js";
import type { ColdStartOptions } from "./options.js";
import { type Run, runStep } from "./run-step.js";
import { actorOf, type Prepared, prepare, type ScenarioName, schemasOf } from "./scenario.js";
import { type BenchStore, openBenchStore, type StoreKind } from "./store.js";

/** A scenario on a store, as it was written. */
export type PreparedScenario = {
  readonly store: StoreKind;
  readonly scenario: ScenarioName;
  readonly databases: readonly Prepared[];
};

/** A step at one round trip: the median run by the time of the read, and the times of all runs. */
export type LadderRow = {
  readonly step: string;
  readonly store: StoreKind;
  readonly scenario: ScenarioName;
  readonly rttMs: number;
  readonly pings: PingTimes;
  readonly run: Run;
  readonly readsMs: readonly number[];
};

/** The milliseconds that pings over a link take. */
export type PingTimes = {
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
};

export type Ladder = {
  readonly prepared: readonly PreparedScenario[];
  readonly rows: readonly LadderRow[];
  /** Stores that there are not on this machine, and why. */
  readonly missing: readonly string[];
  /** The build of SQLite. */
  readonly sqlite: string;
};

/** A step whose run takes longer is run once. */
const LONG_RUN_MS = 5_000;
const PINGS = 15;

type Progress = (line: string) => void;

export async function measureLadder(
  options: ColdStartOptions,
  progress: Progress,
): Promise<Ladder> {
  const actors = await startActors();
  const prepared: PreparedScenario[] = [];
  const rows: LadderRow[] = [];
  const missing: string[] = [];
  try {
    for (const kind of options.stores) {
      for (const scenario of options.scenarios) {
        const store = await openBenchStore(kind);
        if (typeof store === "string") {
          missing.push(`${kind}: ${store}`);
          break;
        }
        const isFirst = prepared.length === 0;
        const measuring = new ScenarioRun(options, actors, store, scenario, isFirst, progress);
        try {
          prepared.push(await measuring.prepare());
          rows.push(...(await measuring.measure()));
        } finally {
          await measuring.stop();
          await store.close();
        }
      }
    }
  } finally {
    await actors.stop();
  }
  const sqlite = prepared[0]?.databases[0]?.written.sqlite ?? "";
  return { prepared, rows, missing, sqlite };
}

type MeasuredLink = Link & { readonly pings: PingTimes };

/** The steps of one scenario on one store, with the server and the links that they need. */
class ScenarioRun {
  readonly #options: ColdStartOptions;
  readonly #actors: Actors;
  readonly #store: BenchStore;
  readonly #scenario: ScenarioName;
  readonly #steps: readonly Step[];
  readonly #progress: Progress;
  #server: { readonly key: string; readonly running: BenchServer } | null = null;
  readonly #links = new Map<number, MeasuredLink>();
  #runCount = 0;

  constructor(
    options: ColdStartOptions,
    actors: Actors,
    store: BenchStore,
    scenario: ScenarioName,
    isFirst: boolean,
    progress: Progress,
  ) {
    this.#options = options;
    this.#actors = actors;
    this.#store = store;
    this.#scenario = scenario;
    this.#progress = (line) => progress(`${store.kind}, ${scenario}: ${line}`);
    this.#steps = [...STEPS, ...BEYOND].filter(
      ({ name, isRepresentative }) => name.includes(options.only) && (isFirst || isRepresentative),
    );
  }

  async prepare(): Promise<PreparedScenario> {
    const { sizeBytes } = this.#options;
    const { url } = await this.#serverWith({});
    const databases: Prepared[] = [];
    for (const schema of schemasOf(this.#steps)) {
      this.#progress(`writing ${schema}`);
      const place = { store: this.#store, url, actors: this.#actors, sizeBytes };
      const database = await prepare(this.#scenario, schema, place);
      const { inlineDeltas, chunkedDeltas, shards } = database.state;
      this.#progress(
        `${schema} has ${inlineDeltas} inline deltas, ${chunkedDeltas} chunked deltas, ` +
          `${shards} shards`,
      );
      databases.push(database);
    }
    return { store: this.#store.kind, scenario: this.#scenario, databases };
  }

  async measure(): Promise<readonly LadderRow[]> {
    const rows: LadderRow[] = [];
    for (const [index, step] of this.#steps.entries()) {
      for (const rttMs of this.#options.rttsMs) {
        const row = await this.#measureStep(step, rttMs);
        const { counters, readMs } = row.run;
        this.#progress(
          `${index + 1} of ${this.#steps.length}, ${rttMs} ms: ${step.name}: ${counters.calls} ` +
            `calls, ${counters.pages} pages, ${readMs.toFixed(0)} ms`,
        );
        rows.push(row);
      }
    }
    return rows;
  }

  async stop(): Promise<void> {
    for (const link of this.#links.values()) await link.stop();
    this.#links.clear();
    await this.#server?.running.stop();
    this.#server = null;
  }

  async #measureStep(step: Step, rttMs: number): Promise<LadderRow> {
    const server = await this.#serverWith(step.environment);
    const link = await this.#linkTo(server.url, rttMs);
    const runs: Run[] = [];
    while (runs.length < this.#options.rounds) {
      const run = await this.#run(step, server, link.url);
      runs.push(run);
      if (run.readMs > LONG_RUN_MS) break;
    }
    const sorted = runs.toSorted((one, other) => one.readMs - other.readMs);
    const middle = sorted[sorted.length >> 1];
    if (middle === undefined) throw new Error("nothing was run");
    return {
      step: step.name,
      store: this.#store.kind,
      scenario: this.#scenario,
      rttMs,
      pings: link.pings,
      run: middle,
      readsMs: runs.map(({ readMs }) => readMs),
    };
  }

  #run(step: Step, server: BenchServer, farUrl: string): Promise<Run> {
    this.#runCount += 1;
    const { sizeBytes } = this.#options;
    const sourceOf = ({ schema }: Step): string => actorOf(this.#scenario, schema);
    const place = { store: this.#store, server, farUrl, actors: this.#actors, sizeBytes, sourceOf };
    return runStep(step, place, `run-${this.#runCount}`);
  }

  /** The server with these settings; another one is stopped first. */
  async #serverWith(environment: Readonly<Record<string, string>>): Promise<BenchServer> {
    const key = JSON.stringify(environment);
    if (this.#server?.key === key) return this.#server.running;
    await this.stop();
    const running = await startBenchServer(this.#store.url, environment);
    this.#server = { key, running };
    return running;
  }

  async #linkTo(url: string, rttMs: number): Promise<MeasuredLink> {
    const known = this.#links.get(rttMs);
    if (known !== undefined) return known;
    const { jitterMs, megabitsPerSecond, seed } = this.#options;
    const limit = megabitsPerSecond === null ? {} : { megabitsPerSecond };
    const link = await openLink(url, { rttMs, jitterMs, seed, ...limit });
    const opened = { ...link, pings: await pingTimes(link.url) };
    this.#links.set(rttMs, opened);
    const { medianMs, minMs } = opened.pings;
    this.#progress(`a ping over ${rttMs} ms takes ${medianMs.toFixed(1)} ms`);
    // Timers of the link count whole milliseconds.
    if (minMs < rttMs - 1) throw new Error("the link is faster than it should be");
    return opened;
  }
}

/** Times pings of the WebSocket, which no request is part of. */
async function pingTimes(url: string): Promise<PingTimes> {
  const socket = await connect(`${url}/?namespace=${NAMESPACE}&actor=ping`, SUBPROTOCOLS);
  const took: number[] = [];
  for (let ping = 0; ping < PINGS; ping++) {
    const start = performance.now();
    socket.ping();
    await once(socket, "pong");
    took.push(performance.now() - start);
  }
  const closed = once(socket, "close");
  socket.close(1_000);
  await closed;
  return { medianMs: median(took), minMs: Math.min(...took), maxMs: Math.max(...took) };
}
