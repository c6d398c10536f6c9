/** The ways in which a sleeping database is stored. Each is counted in the store. */

import { NAMESPACE } from "./actor/data-set.js";
import type { Actors } from "./actor/start-actors.js";
import { HOT_STRATEGY, type Step } from "./ladder.js";
import type { BenchStore, StoreState } from "./store.js";
import type { Action, Schema, SessionReport } from "./strategy.js";

export type ScenarioName = "inline deltas" | "chunked deltas" | "compacted";

type Scenario = {
  readonly transactionBytes: number;
  readonly compaction: "never" | "whole";
  readonly about: string;
  /** Tells whether the store holds what the scenario is about. */
  readonly isReal: (state: StoreState) => boolean;
};

const KIB = 1_024;

export const SCENARIOS: { readonly [Name in ScenarioName]: Scenario } = {
  "inline deltas": {
    transactionBytes: 32 * KIB,
    compaction: "never",
    about: "transactions of 32 KiB, each of which is one row of the store; never compacted",
    isReal: ({ inlineDeltas, chunkedDeltas, shards }) =>
      inlineDeltas > 0 && chunkedDeltas === 0 && shards === 0,
  },
  "chunked deltas": {
    transactionBytes: 1_024 * KIB,
    compaction: "never",
    about: "transactions of 1 MiB, each of which is many rows of the store; never compacted",
    isReal: ({ inlineDeltas, chunkedDeltas, shards }) =>
      chunkedDeltas > 0 && inlineDeltas <= MAX_SCHEMA_COMMITS && shards === 0,
  },
  compacted: {
    transactionBytes: 64 * KIB,
    compaction: "whole",
    about: "transactions of 64 KiB, all folded into shards of 64 pages",
    isReal: ({ inlineDeltas, chunkedDeltas, pagesInDeltas, shards }) =>
      inlineDeltas + chunkedDeltas + pagesInDeltas === 0 && shards > 0,
  },
};

/** The probe of an open and the creation of tables are small commits in every scenario. */
const MAX_SCHEMA_COMMITS = 4;

/** A database that was written, and what its store holds. */
export type Prepared = {
  readonly actor: string;
  readonly schema: Schema;
  readonly state: StoreState;
  /** The session in which it was written and read while it was hot. */
  readonly written: SessionReport;
  readonly compactMs: number | null;
};

export type PrepareOptions = {
  readonly store: BenchStore;
  readonly url: string;
  readonly actors: Actors;
  readonly sizeBytes: number;
};

/** The actions of the session that writes a database. Its last one reads it hot. */
function writing(schema: Schema, transactionBytes: number): readonly Action[] {
  const payload: Action = { kind: "write", transactionBytes };
  switch (schema) {
    case "payload":
      return [payload, { kind: "read-all" }];
    case "payload-and-probe":
      return [payload, { kind: "write-reverse-probe", transactionBytes }, { kind: "read-all" }];
    case "markers":
      return [{ kind: "write-markers", transactionBytes }];
    default:
      return schema satisfies never;
  }
}

/**
 * The actor of a database that runs copy. No name is used twice: a server caches pages by the name
 * of their database.
 */
export function actorOf(scenario: ScenarioName, schema: Schema): string {
  return `${scenario}: ${schema}`;
}

/** Writes the database of a schema as the scenario has it, and counts what is stored. */
export async function prepare(
  name: ScenarioName,
  schema: Schema,
  { store, url, actors, sizeBytes }: PrepareOptions,
): Promise<Prepared> {
  const scenario = SCENARIOS[name];
  const actor = actorOf(name, schema);
  const database = { namespace: NAMESPACE, actorId: actor };
  const actions = writing(schema, scenario.transactionBytes);
  const request = { url, actor, schema, sizeBytes, strategy: HOT_STRATEGY, actions };
  const written = await actors.run(request);
  const compactMs =
    scenario.compaction === "whole" ? await timed(() => store.compact(database)) : null;
  const state = await store.stateOf(database);
  if (!scenario.isReal(state)) {
    throw new Error(`expected ${name} in the store, got ${JSON.stringify(state)}`);
  }
  return { actor, schema, state, written, compactMs };
}

export function schemasOf(steps: readonly Step[]): readonly Schema[] {
  return [...new Set(steps.map(({ schema }) => schema))];
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
