/** The options of `pnpm bench cold-start`. */

import { parseArgs } from "node:util";
import { SCENARIOS, type ScenarioName } from "./scenario.js";
import type { StoreKind } from "./store.js";

export type ColdStartOptions = {
  readonly rttsMs: readonly number[];
  readonly jitterMs: number;
  /** Null for no limit. */
  readonly megabitsPerSecond: number | null;
  readonly seed: number;
  readonly sizeBytes: number;
  /** Runs of each step; a step that takes long is run once. */
  readonly rounds: number;
  readonly stores: readonly StoreKind[];
  readonly scenarios: readonly ScenarioName[];
  /** The steps whose name contains it. */
  readonly only: string;
};

export const USAGE = `usage: pnpm bench cold-start [options]

  --rtt 0,10,50           round trips in milliseconds
  --jitter 0              the most milliseconds by which a round trip is longer, at random
  --bandwidth 100         megabits a second in each direction; without it there is no limit
  --seed 1                the seed of the jitter
  --size 50MiB            the payload; what was recorded is compared at 50 MiB alone
  --rounds 5              runs of each step, of which the median counts
  --store lmdb,postgres   the stores
  --scenario inline       scenarios by the beginning of their names: inline, chunked, compacted
  --only COLD-006         steps whose name contains this
  --quick                 --rtt 0,10 --size 8MiB --rounds 1 --store lmdb`;

const MIB = 1_048_576;

/** Throws an error with the usage for options that it does not know. */
export function readOptions(args: readonly string[]): ColdStartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rtt: { type: "string" },
      jitter: { type: "string", default: "0" },
      bandwidth: { type: "string" },
      seed: { type: "string", default: "1" },
      size: { type: "string" },
      rounds: { type: "string" },
      store: { type: "string" },
      scenario: { type: "string", default: "" },
      only: { type: "string", default: "" },
      quick: { type: "boolean", default: false },
    },
  });
  const usual = values.quick
    ? { rtt: "0,10", size: "8MiB", rounds: "1", store: "lmdb" }
    : { rtt: "0,10,50", size: "50MiB", rounds: "5", store: "lmdb,postgres" };
  return {
    rttsMs: (values.rtt ?? usual.rtt).split(",").map((text) => numberOf("--rtt", text)),
    jitterMs: numberOf("--jitter", values.jitter),
    megabitsPerSecond:
      values.bandwidth === undefined ? null : numberOf("--bandwidth", values.bandwidth),
    seed: numberOf("--seed", values.seed),
    sizeBytes: sizeOf(values.size ?? usual.size),
    rounds: Math.max(1, numberOf("--rounds", values.rounds ?? usual.rounds)),
    stores: (values.store ?? usual.store).split(",").map(storeOf),
    scenarios: scenariosOf(values.scenario),
    only: values.only,
  };
}

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text === "" || !Number.isFinite(number) || number < 0) {
    throw new RangeError(`${option} takes numbers of 0 or more, got ${text}`);
  }
  return number;
}

function sizeOf(text: string): number {
  const [, mebibytes] = /^(\d+)(?:MiB)?$/.exec(text) ?? [];
  if (mebibytes === undefined || Number(mebibytes) === 0) {
    throw new RangeError(`--size takes a size like 50MiB, got ${text}`);
  }
  return Number(mebibytes) * MIB;
}

function storeOf(text: string): StoreKind {
  if (text === "lmdb" || text === "postgres") return text;
  throw new RangeError(`--store takes lmdb and postgres, got ${text}`);
}

function scenariosOf(text: string): readonly ScenarioName[] {
  // The keys of the table are the names.
  const names = Object.keys(SCENARIOS) as ScenarioName[];
  const wanted = text.split(",");
  const chosen = names.filter((name) => wanted.some((beginning) => name.startsWith(beginning)));
  if (chosen.length === 0)
    throw new RangeError(`--scenario takes ${names.join(", ")}, got ${text}`);
  return chosen;
}
