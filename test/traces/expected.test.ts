/** The counters of recorded traces, exactly: the preset `original`, and what each flag changes. */

import { expect, test } from "vitest";
import { type PageFlags, presetFlags } from "../../packages/sqlite/src/cache/page-flags.js";
import {
  type ExpectedCounters,
  type RecordedHints,
  readExpectedCases,
  readRecordedHints,
  readTraces,
  type TraceName,
} from "./recorded-trace.js";
import { replay } from "./replay.js";

const TRACES = readTraces();
const HINTS = readRecordedHints();
const CASES = readExpectedCases();

interface Setting {
  readonly trace: TraceName;
  readonly flags: PageFlags;
  readonly hints: RecordedHints | undefined;
}

/** What the words of a case mean. */
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

function check(name: string, expected: ExpectedCounters): void {
  const { trace, flags, hints } = settingOf(name);
  const { counters } = replay(TRACES[trace], { flags, hints });
  expect({
    calls: counters.calls,
    pages: counters.pagesFetched,
    prefetch: counters.pagesPrefetched,
    hits: counters.hits,
    req: counters.requested,
    forwardScanCalls: counters.forwardScanCalls,
    boundedCalls: counters.boundedCalls,
  }).toEqual(expected);
}

test.each(CASES.map(({ case: name, expected }) => [name, expected.smallest] as const))(
  "%s",
  (name, expected) => {
    check(name, expected);
  },
);

test("the cases are those that were recorded", () => {
  expect(CASES).toHaveLength(13);
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
