/**
 * Page traces of a real SQLite, and the counters that a replay must give.
 *
 * Recorded with SQLite 3.53.4, page size 4096, `cache_size=-2000`, exclusive locking, DELETE
 * journal. A trace is the page numbers in the order in which SQLite touched them; a negative number
 * is a page written.
 */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

export interface Trace {
  readonly dbPagesAtStart: number;
  readonly pages: readonly number[];
}

export interface ExpectedCounters {
  readonly calls: number;
  readonly pages: number;
  readonly prefetch: number;
  readonly hits: number;
  readonly req: number;
  readonly forwardScanCalls: number;
  readonly boundedCalls: number;
}

/** The rule by which a predictor chooses between deltas that were seen equally often. */
export type TieRule = "smallest" | "largest" | "recent";

export interface ExpectedCase {
  readonly case: string;
  readonly expected: Readonly<Record<TieRule, ExpectedCounters>>;
}

export interface RecordedHints {
  readonly pgnos: readonly number[];
  readonly ranges: readonly { readonly startPgno: number; readonly pageCount: number }[];
}

const FOLDER = new URL("./recorded/", import.meta.url);

function readJson(name: string): unknown {
  const bytes = readFileSync(new URL(name, FOLDER));
  return JSON.parse((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
}

/** Traces by the names that the cases use. */
export function readTraces(): Readonly<Record<TraceName, Trace>> {
  // The files are data of this repository; their shape is told in the header of this module.
  const two = readJson("traces_two_session.json.gz") as Readonly<Record<string, Trace>>;
  const forward = readJson("traces_forward_db.json.gz") as Readonly<Record<string, Trace>>;
  const reverse = readJson("trace_true_reverse.json.gz") as Trace;
  return {
    "two_session.s1": session(two, "s1_write_hot"),
    "two_session.s2": session(two, "s2_forward"),
    "forward_db.s1": session(forward, "s1_write_hot"),
    "forward_db.s2": session(forward, "s2_wake"),
    "forward_db.s3": session(forward, "s3_forward"),
    "forward_db.s4": session(forward, "s4_wake"),
    true_reverse: reverse,
  };
}

export type TraceName = `two_session.s${1 | 2}` | `forward_db.s${1 | 2 | 3 | 4}` | "true_reverse";

function session(sessions: Readonly<Record<string, Trace>>, name: string): Trace {
  const trace = sessions[name];
  if (trace === undefined) throw new Error(`there is no session ${name}`);
  return trace;
}

export function readExpectedCases(): readonly ExpectedCase[] {
  return readJson("expected.json") as readonly ExpectedCase[];
}

/** The contents of the recent-page tracker after each recorded session, by name. */
export function readRecordedHints(): Readonly<Record<string, RecordedHints>> {
  return readJson("hints_forward_db.json") as Readonly<Record<string, RecordedHints>>;
}
