/**
 * The ladder: the steps of the design that this project came from, with what was recorded there,
 * and what stands above it. A step that changes nothing about what is fetched names the step whose
 * algorithm it has.
 */

import type { TraceName } from "../../test/traces/recorded-trace.js";
import { BASELINE, type OriginalPolicy } from "./original/original-predictor.js";
import type { Schema, Strategy } from "./strategy.js";

/** The counters of one cold read, as they were recorded. */
export type RecordedCounters = {
  readonly calls: number;
  readonly pages: number;
  readonly prefetched: number;
  readonly requested: number;
  /** The sum of the times of all calls, on the machine of the record, without a network. */
  readonly transportMs: number;
};

/** The life of a database up to the read that counts, and the read. */
export type Journey =
  /** Written and read hot, then read cold. */
  | "second-session"
  /** The same with a wake in between that does nearly nothing. */
  | "third-session"
  /** The same with the original's reverse read, after another wake. */
  | "reverse-probe"
  /** A real reverse scan, over a table of its own. */
  | "true-reverse";

export type Step = {
  readonly name: string;
  readonly change: string;
  readonly journey: Journey;
  /** The tables of its database. */
  readonly schema: Schema;
  readonly strategy: Strategy;
  /** The server's environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly recorded?: RecordedCounters;
  /** The counters of a model of the algorithm, where those of the record depended on chance. */
  readonly modelled?: Pick<RecordedCounters, "calls" | "pages">;
  /** The recorded trace of what SQLite reads in the measured session. */
  readonly trace?: TraceName;
  /** True if the algorithm is exactly the original's, so that the counters must be equal. */
  readonly mustEqual: boolean;
  /** True if it runs in every scenario and on every store, and not in the first one alone. */
  readonly isRepresentative: boolean;
};

/** A step of the record that fetches what another one does. */
export type SameStep = {
  readonly name: string;
  readonly change: string;
  readonly sameAs: string;
  readonly recorded: RecordedCounters;
};

const BOUNDED: OriginalPolicy = { ...BASELINE, readAhead: "64" };
const TRAINED: OriginalPolicy = { ...BOUNDED, trainedBy: "all-reads" };
const ADAPTIVE: OriginalPolicy = { ...TRAINED, readAhead: "adaptive" };
const NO_SERVER_CACHE = { BAREWIRE_SQLITE_OPT_DECODED_LTX_CACHE: "off" };

function original(prefetch: OriginalPolicy, rest: Partial<Strategy> = {}): Strategy {
  return { prefetch, hints: "none", rangeReads: false, opening: "original", ...rest };
}

const WITH_HINTS: Partial<Strategy> = { hints: "original" };
const WITH_RANGES: Partial<Strategy> = { hints: "original", rangeReads: true };

/** The strategy of the session that writes a database: it leaves the original's hints. */
export const HOT_STRATEGY: Strategy = original(ADAPTIVE, WITH_RANGES);

function recorded(
  calls: number,
  pages: number,
  requested: number,
  transportMs: number,
): RecordedCounters {
  return { calls, pages, prefetched: pages - calls, requested, transportMs };
}

export const STEPS: readonly Step[] = [
  {
    name: "COLD-001",
    change: "16 pages a call, predicted from misses",
    journey: "second-session",
    schema: "payload",
    strategy: original(BASELINE),
    environment: NO_SERVER_CACHE,
    recorded: recorded(1249, 20_050, 16_793, 19_332.8),
    modelled: { calls: 1217, pages: 19_554 },
    mustEqual: false,
    isRepresentative: false,
  },
  {
    name: "COLD-002",
    change: "64 pages a call",
    journey: "second-session",
    schema: "payload",
    strategy: original(BOUNDED),
    environment: NO_SERVER_CACHE,
    recorded: recorded(368, 18_851, 16_793, 7_648),
    modelled: { calls: 371, pages: 17_631 },
    mustEqual: false,
    isRepresentative: false,
  },
  {
    name: "COLD-003",
    change: "hits train the predictor; ties by the largest distance",
    journey: "second-session",
    schema: "payload",
    strategy: original({ ...TRAINED, tieRule: "largest" }),
    environment: NO_SERVER_CACHE,
    recorded: recorded(219, 13_713, 16_793, 5_519.9),
    mustEqual: true,
    isRepresentative: false,
  },
  {
    name: "COLD-004",
    change: "hint tracker; ties by the smallest distance",
    journey: "second-session",
    schema: "payload",
    strategy: original(TRAINED),
    environment: NO_SERVER_CACHE,
    recorded: recorded(220, 13_717, 16_793, 5_410.5),
    mustEqual: true,
    isRepresentative: false,
  },
  {
    name: "COLD-006",
    change: "adaptive read-ahead: 256 pages a call",
    journey: "second-session",
    schema: "payload",
    strategy: original(ADAPTIVE),
    environment: NO_SERVER_CACHE,
    recorded: recorded(69, 13_726, 16_793, 3_723.1),
    trace: "two_session.s2",
    mustEqual: true,
    isRepresentative: true,
  },
  {
    name: "COLD-010",
    change: "hints of the session before are preloaded",
    journey: "second-session",
    schema: "payload",
    strategy: original(ADAPTIVE, WITH_HINTS),
    environment: NO_SERVER_CACHE,
    recorded: recorded(70, 13_722, 16_793, 3_741.3),
    mustEqual: true,
    isRepresentative: false,
  },
  {
    name: "COLD-015",
    change: "scans read ranges",
    journey: "second-session",
    schema: "payload",
    strategy: original(ADAPTIVE, WITH_RANGES),
    environment: NO_SERVER_CACHE,
    recorded: recorded(70, 13_722, 16_793, 3_624.3),
    mustEqual: true,
    isRepresentative: false,
  },
  {
    name: "COLD-017",
    change: "the server caches inflated pages",
    journey: "second-session",
    schema: "payload",
    strategy: original(ADAPTIVE, WITH_RANGES),
    environment: {},
    recorded: recorded(70, 13_722, 16_793, 3_598.3),
    mustEqual: true,
    isRepresentative: false,
  },
  {
    name: "COLD-020",
    change: "a wake of its own before the read",
    journey: "third-session",
    schema: "payload",
    strategy: original(ADAPTIVE, WITH_RANGES),
    environment: {},
    recorded: recorded(68, 13_662, 16_794, 3_734.1),
    trace: "forward_db.s3",
    mustEqual: true,
    isRepresentative: true,
  },
  {
    name: "COLD-022 forward",
    change: "a database with a table for the reverse read",
    journey: "third-session",
    schema: "payload-and-probe",
    strategy: original(ADAPTIVE, WITH_RANGES),
    environment: {},
    recorded: recorded(68, 13_733, 16_794, 3_766.3),
    mustEqual: true,
    isRepresentative: true,
  },
  {
    name: "COLD-022 reverse",
    change: "the reverse read, which SQLite's own cache answers",
    journey: "reverse-probe",
    schema: "payload-and-probe",
    strategy: original(ADAPTIVE, WITH_RANGES),
    environment: {},
    recorded: recorded(14, 474, 475, 323.7),
    mustEqual: true,
    isRepresentative: true,
  },
];

export const SAME_STEPS: readonly SameStep[] = [
  {
    name: "COLD-005",
    change: "flags",
    sameAs: "COLD-003",
    recorded: recorded(219, 13_713, 16_793, 3_928.8),
  },
  ...same("COLD-006", [
    ["COLD-007", "hint storage", 3_650],
    ["COLD-008", "hint flush", 3_738.6],
    ["COLD-009", "preload on open, which did not preload yet", 3_749],
  ]),
  ...same("COLD-010", [
    ["COLD-011", "validation cache of the server", 3_665.3],
    ["COLD-013", "range read of the storage", 3_702.2],
    ["COLD-014", "range read of the protocol", 3_704.7],
  ]),
  ...same("COLD-015", [["COLD-016", "chunks of a value in one read", 3_706.7]]),
  ...same("COLD-017", [
    ["COLD-018", "preload policy", 3_643.3],
    ["COLD-019", "cache policy", 3_679],
  ]),
  ...same("COLD-020", [["COLD-021", "scenarios un-compacted and compacted", 3_721.6]]),
];

function same(
  sameAs: string,
  steps: readonly (readonly [name: string, change: string, transportMs: number])[],
): readonly SameStep[] {
  const base = STEPS.find(({ name }) => name === sameAs)?.recorded;
  if (base === undefined) throw new Error(`there is no recorded step ${sameAs}`);
  return steps.map(([name, change, transportMs]) => {
    return { name, change, sameAs, recorded: { ...base, transportMs } };
  });
}

const PRODUCT: Strategy = {
  prefetch: "product",
  hints: "product",
  rangeReads: true,
  opening: "product",
};

/** Steps that the record does not have. */
export const BEYOND: readonly Step[] = [
  {
    name: "skip cached",
    change: "COLD-006 that does not fetch cached predictions again",
    journey: "second-session",
    schema: "payload",
    strategy: original({ ...ADAPTIVE, cachedPredictions: "skipped" }),
    environment: {},
    // These figures come from a model of the original's algorithm, which counts requests and
    // measures no time.
    recorded: recorded(69, 13_201, 16_793, Number.NaN),
    mustEqual: true,
    isRepresentative: false,
  },
  {
    name: "skip cached, hints",
    change: "COLD-010 that does not fetch cached predictions again",
    journey: "second-session",
    schema: "payload",
    strategy: original({ ...ADAPTIVE, cachedPredictions: "skipped" }, WITH_HINTS),
    environment: {},
    recorded: recorded(70, 12_946, 16_793, Number.NaN),
    mustEqual: true,
    isRepresentative: false,
  },
  {
    name: "true reverse, forward only",
    change: "COLD-022's algorithm on a real reverse scan",
    journey: "true-reverse",
    schema: "markers",
    strategy: original(ADAPTIVE),
    environment: {},
    recorded: recorded(83, 4_621, 4_418, Number.NaN),
    trace: "true_reverse",
    mustEqual: true,
    isRepresentative: true,
  },
  {
    name: "true reverse, backward mode",
    change: "the backward mode that COLD-022 describes",
    journey: "true-reverse",
    schema: "markers",
    strategy: original(
      { ...ADAPTIVE, cachedPredictions: "skipped", backward: "on" },
      { rangeReads: true },
    ),
    environment: {},
    mustEqual: false,
    isRepresentative: false,
  },
  {
    name: "product",
    change: "this project's own prefetching, with its hints",
    journey: "third-session",
    schema: "payload",
    strategy: PRODUCT,
    environment: {},
    mustEqual: false,
    isRepresentative: true,
  },
  {
    name: "product, first cold read",
    change: "the same without hints",
    journey: "second-session",
    schema: "payload",
    strategy: { ...PRODUCT, hints: "none" },
    environment: {},
    mustEqual: false,
    isRepresentative: false,
  },
  {
    name: "product, reverse read",
    change: "the same on the original's reverse read",
    journey: "reverse-probe",
    schema: "payload-and-probe",
    strategy: PRODUCT,
    environment: {},
    mustEqual: false,
    isRepresentative: false,
  },
  {
    name: "product, true reverse",
    change: "the same on a real reverse scan",
    journey: "true-reverse",
    schema: "markers",
    strategy: { ...PRODUCT, hints: "none" },
    environment: {},
    mustEqual: false,
    isRepresentative: true,
  },
];
