/** Where a public function was called, for an error that someone else will get. */

/** Resolves to a text such as `save (file:///app/notes.js:12:9)`, or null where it is unknown. */
export type CallSite = () => string | null;

/** The part of `Error` that engines have and the language does not. */
type CapturingError = {
  readonly captureStackTrace?: (
    target: { stack?: string },
    below: (...values: never[]) => unknown,
  ) => void;
};

/** A line of a stack that names a place in a file. */
const PLACE = /^\s*(?:at )?(.*:\d+:\d+\)?)\s*$/m;

/**
 * Remembers the caller of `entry`, which must be running. The text is made only when it is asked
 * for, because most calls are never named in an error.
 */
export function callerOf(entry: (...values: never[]) => unknown): CallSite {
  const capture = (Error as CapturingError).captureStackTrace;
  if (capture === undefined) return () => null;
  const target: { stack?: string } = {};
  capture(target, entry);
  return () => PLACE.exec(target.stack ?? "")?.[1] ?? null;
}
