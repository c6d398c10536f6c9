/**
 * The counters of recorded traces, exactly: the preset `original`, and what each flag changes.
 *
 * The record has a column for each rule by which a predictor may choose between deltas that were
 * seen equally often. Ours takes the smallest, and has no setting for it. A column of another rule
 * is compared, too, unless the choice has changed its counters: `OTHER_POLICIES` lists those.
 */

import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { type PageFlags, presetFlags } from "../../packages/sqlite/src/cache/page-flags.js";
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

/** The counters that no predictor gives that takes the smallest delta. */
const OTHER_POLICIES: readonly (readonly [name: string, policy: TieRule])[] = [
  ["two_session.s2 / 16 pages, no hit training", "largest"],
  ["two_session.s2 / 16 pages, no hit training", "recent"],
  ["two_session.s2 / 64 pages, no hit training", "largest"],
  ["two_session.s2 / 64 pages, no hit training", "recent"],
  ["two_session.s2 / 16 pages, hit training", "largest"],
  ["two_session.s2 / 64 pages, hit training", "largest"],
  ["true_reverse / 16 pages, no hit training", "recent"],
];

const POLICIES: readonly TieRule[] = ["smallest", "largest", "recent"];

interface Setting {
  readonly trace: TraceName;
  readonly flags: PageFlags;
  readonly hints: RecordedHints | undefined;
}

/** The settings that the words of a case stand for. */
function settingOf(name: string): Setting {
  const [trace = "", words = ""] = name.split(" / ");
  // Trace names in the file are those of the record; an unknown one has no trace and fails below.
  const traceName = trace as TraceName;
  const isReverse = trace === "true_reverse";
  const isAdaptive = words.includes("adaptive") || words.startsWith("same");
  const depth = words.startsWith("16") ? "legacy" : "bounded";
  return {
    trace: traceName,
    flags: {
      ...presetFlags("original"),
      readAhead: isAdaptive ? "adaptive" : depth,
      trainOnHits: !words.includes("no hit training"),
      skipCached: words.includes("skip cached"),
    },
    hints: isReverse ? undefined : hintsOf(words),
  };
}

function hintsOf(words: string): RecordedHints | undefined {
  if (words.includes("hints after s1")) return HINTS["two_session_after_s1"];
  if (words.includes("hints after s2")) return HINTS["forward_after_s2"];
  return undefined;
}

/** The counters of a replay, by the names of the record. */
function replayed(name: string): ExpectedCounters {
  const { trace, flags, hints } = settingOf(name);
  const { counters } = replay(TRACES[trace], { flags, hints });
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
    const counters = replayed(name);
    expect(counters).toEqual(expected.smallest);
    for (const policy of POLICIES) {
      const isOther = OTHER_POLICIES.some((other) => isDeepStrictEqual(other, [name, policy]));
      if (isOther) expect(counters, policy).not.toEqual(expected[policy]);
      else expect(counters, policy).toEqual(expected[policy]);
    }
  },
);

test("the cases and columns are those that were recorded", () => {
  expect(CASES).toHaveLength(13);
  for (const { expected } of CASES) expect(Object.keys(expected)).toEqual(POLICIES);
});

test.each([
  ["two_session.s1", "two_session_after_s1"],
  ["forward_db.s1", "forward_after_s1"],
  ["forward_db.s2", "forward_after_s2"],
  ["forward_db.s3", "forward_after_s3"],
] as const)("the tracker of old keeps after %s what was recorded", (trace, name) => {
  const resolver = replay(TRACES[trace], { flags: presetFlags("original") });
  expect(resolver.hints()).toEqual(HINTS[name]);
});
