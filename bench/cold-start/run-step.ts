/** One run of a step of the ladder: a copy of a database, its journey, and what the server saw. */

import { NAMESPACE } from "./actor/data-set.js";
import type { Actors } from "./actor/start-actors.js";
import { type BenchServer, type Served, servedBetween } from "./bench-server.js";
import type { Journey, Step } from "./ladder.js";
import type { BenchStore } from "./store.js";
import type { Action, Fetch, SessionCounters, SessionReport } from "./strategy.js";

/** The environment in which a step runs. */
export type Place = {
  readonly store: BenchStore;
  readonly server: BenchServer;
  /** The server at the other end of a link. */
  readonly farUrl: string;
  readonly actors: Actors;
  readonly sizeBytes: number;
  /** The actor whose database a run copies. */
  readonly sourceOf: (step: Step) => string;
};

/** The measured session of a run. Times are in milliseconds. */
export type Run = {
  /** The wake that came before it, open and action; null if there is none. */
  readonly wakeMs: number | null;
  readonly openMs: number;
  /** The read inside of the actor. */
  readonly readMs: number;
  /** From the start of the connection to the end of the read. */
  readonly totalMs: number;
  readonly waitedMs: number;
  readonly counters: SessionCounters;
  readonly served: Served;
  readonly fetches: readonly Fetch[];
  readonly reads: readonly number[];
};

/** The actions of each life of the actor; the last one is measured. */
const JOURNEYS: { readonly [Name in Journey]: readonly (readonly Action[])[] } = {
  "second-session": [[{ kind: "read-all" }]],
  "third-session": [[{ kind: "wake" }], [{ kind: "read-all" }]],
  "reverse-probe": [
    [{ kind: "wake" }],
    [{ kind: "read-all" }],
    [{ kind: "wake" }],
    [{ kind: "read-reverse" }],
  ],
  "true-reverse": [[], [{ kind: "read-markers-backwards" }]],
};

/** Runs the journey on a copy of the database, which is removed afterwards. */
export async function runStep(step: Step, place: Place, name: string): Promise<Run> {
  const { store } = place;
  const from = { namespace: NAMESPACE, actorId: place.sourceOf(step) };
  const copy = { namespace: NAMESPACE, actorId: name };
  await store.copy(from, copy);
  try {
    if (step.strategy.hints === "none") await store.forgetHints(copy);
    return await travel(step, place, name);
  } finally {
    await store.remove(copy);
  }
}

async function travel(step: Step, place: Place, actor: string): Promise<Run> {
  const { server, actors, sizeBytes } = place;
  let wakeMs: number | null = null;
  let run: Run | undefined;
  for (const actions of JOURNEYS[step.journey]) {
    const before = await server.served();
    const { schema, strategy } = step;
    const request = { url: place.farUrl, actor, schema, sizeBytes, strategy, actions };
    const report = await actors.run(request);
    const served = servedBetween(before, await server.served());
    checkServed(report, served);
    const [action] = report.actions;
    const actionMs = action?.ms ?? Number.NaN;
    if (action?.kind === "wake") wakeMs = report.readyMs + actionMs;
    run = {
      wakeMs,
      openMs: report.readyMs,
      readMs: actionMs,
      totalMs: report.readyMs + actionMs,
      waitedMs: report.waitedMs,
      counters: report.counters,
      served,
      fetches: report.fetches,
      reads: report.reads,
    };
  }
  if (run === undefined) throw new Error(`the journey ${step.journey} has no session`);
  return run;
}

/** The client's counters must be what the server was asked for. */
function checkServed({ counters }: SessionReport, served: Served): void {
  const calls = served.listReads + served.rangeReads;
  if (calls === counters.calls && served.pages === counters.pages) return;
  throw new Error(
    `the server was asked for ${served.pages} pages in ${calls} calls, ` +
      `the client has counted ${counters.pages} in ${counters.calls}`,
  );
}

/** The milliseconds from a request to its response. */
export type CallTimes = {
  readonly sumMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
};

export function callTimes({ fetches }: Run): CallTimes {
  const took = fetches
    .map(({ sentMs, answeredMs }) => answeredMs - sentMs)
    .sort((one, other) => one - other);
  const at = (share: number): number => took[Math.floor(share * (took.length - 1))] ?? 0;
  const sumMs = took.reduce((sum, ms) => sum + ms, 0);
  return { sumMs, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
