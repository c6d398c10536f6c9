/**
 * The counters of recorded traces, exactly: the design that this project came from, as the bench of
 * cold starts has it, and what each of its steps changes. The record has a column for each rule by
 * which its predictor may choose between distances that were seen equally often.
 */

import { expect, test } from "vitest";
import { OriginalHints } from "../../bench/cold-start/original/original-hints.js";
import {
  BASELINE,
  type OriginalPolicy,
  originalPredictor,
} from "../../bench/cold-start/original/original-predictor.js";
import { DEFAULT_PAGE_FLAGS, type PageFlags } from "../../packages/sqlite/src/cache/page-flags.js";
import {
  type ExpectedCounters,
  type RecordedHints,
  readExpectedCases,
  readRecordedHints,
  readTraces,
  type TieRule,
  type TraceName,
} from "./recorded-trace.js";
import { replay } from "./replay.js";

const TRACES = readTraces();
const HINTS = readRecordedHints();
const CASES = readExpectedCases();
const TIE_RULES: readonly TieRule[] = ["smallest", "largest", "recent"];

/** The cache keeps every page, and nothing of the product predicts or hints. */
const FLAGS: PageFlags = {
  ...DEFAULT_PAGE_FLAGS,
  cacheBytes: 50_000 * 4096,
  hints: false,
};

type Setting = {
  readonly trace: TraceName;
  readonly policy: OriginalPolicy;
  readonly hints: RecordedHints | undefined;
};

/** The settings that the words of a case stand for. */
function settingOf(name: string, tieRule: TieRule): Setting {
  const [trace = "", words = ""] = name.split(" / ");
  const isAdaptive = words.includes("adaptive") || words.startsWith("same");
  const bounded = words.startsWith("16") ? "16" : "64";
  return {
    // Trace names in the file are those of the record; an unknown one has no trace and fails below.
    trace: trace as TraceName,
    policy: {
      ...BASELINE,
      readAhead: isAdaptive ? "adaptive" : bounded,
      trainedBy: words.includes("no hit training") ? "misses" : "all-reads",
      cachedPredictions: words.includes("skip cached") ? "skipped" : "fetched",
      tieRule,
    },
    hints: trace === "true_reverse" ? undefined : hintsOf(words),
  };
}

/** The pages that an open preloads, which are the lowest that the hints name. */
function hintsOf(words: string): RecordedHints | undefined {
  const name = /hints after (s\d)/.exec(words)?.[1];
  if (name === undefined) return undefined;
  const hints = HINTS[name === "s1" ? "two_session_after_s1" : "forward_after_s2"];
  if (hints === undefined) throw new Error(`there are no hints after ${name}`);
  const ranges = hints.ranges.flatMap(({ startPgno, pageCount }) =>
    Array.from({ length: pageCount }, (_, offset) => startPgno + offset),
  );
  const lowest = [...hints.pgnos, ...ranges].sort((one, other) => one - other);
  return { pgnos: lowest, ranges: [] };
}

/** The counters of a replay, by the names of the record. */
function replayed(name: string, tieRule: TieRule): ExpectedCounters {
  const { trace, policy, hints } = settingOf(name, tieRule);
  const createPredictor = originalPredictor(policy);
  const { counters } = replay(TRACES[trace], { flags: FLAGS, hints, createPredictor });
  return {
    calls: counters.calls,
    pages: counters.pagesFetched,
    prefetch: counters.pagesPrefetched,
    hits: counters.hits,
    req: counters.requested,
    forwardScanCalls: counters.forwardScanCalls,
    boundedCalls: counters.boundedCalls,
  };
}

test.each(CASES.map(({ case: name, expected }) => [name, expected] as const))(
  "%s",
  (name, expected) => {
    for (const rule of TIE_RULES) expect(replayed(name, rule), rule).toEqual(expected[rule]);
  },
);

test("the cases and columns are those that were recorded", () => {
  expect(CASES).toHaveLength(13);
  for (const { expected } of CASES) expect(Object.keys(expected)).toEqual(TIE_RULES);
});

test.each([
  ["two_session.s1", "two_session_after_s1"],
  ["forward_db.s1", "forward_after_s1"],
  ["forward_db.s2", "forward_after_s2"],
  ["forward_db.s3", "forward_after_s3"],
] as const)("the tracker of hints keeps after %s what was recorded", (trace, name) => {
  const hints = new OriginalHints();
  for (const pgno of TRACES[trace].pages) if (pgno > 0) hints.record(pgno);
  expect(hints.snapshot()).toEqual(HINTS[name]);
});
