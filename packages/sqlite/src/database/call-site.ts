/**
 * The place where a public function was called, for errors that come long after, or reach another
 * caller.
 */

import { DatabaseError } from "../database-error.js";

/** Returns a text such as `save (file:///app/notes.js:12:9)`, or null where it is unknown. */
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
  const frames = framesAbove(entry);
  return () => PLACE.exec(frames())?.[1] ?? null;
}

/** Gives errors the stack of the caller of a public function. */
export type Locate = (error: unknown) => unknown;

/** The errors that have the stack of their caller already. */
const LOCATED = new WeakSet<DatabaseError>();

/**
 * Remembers the caller of `entry`, which must be running. A `DatabaseError` is made where a message
 * of a worker or of the server arrives, and its own stack leads nowhere; one error may also end
 * several calls. So each call throws an error of its own, with the stack of its caller.
 */
export function locatorOf(entry: (...values: never[]) => unknown): Locate {
  const frames = framesAbove(entry);
  return (error) => {
    if (!(error instanceof DatabaseError) || LOCATED.has(error)) return error;
    const { issue, message, cause } = error;
    const located = new DatabaseError(issue, message, cause === undefined ? {} : { cause });
    const text = frames();
    if (text !== "") {
      const value = `${located.name}: ${message}\n${text}`;
      Object.defineProperty(located, "stack", { value, writable: true, configurable: true });
    }
    LOCATED.add(located);
    return located;
  };
}

/** The lines of the stack above `entry`. */
function framesAbove(entry: (...values: never[]) => unknown): () => string {
  const capture = (Error as CapturingError).captureStackTrace;
  if (capture === undefined) {
    const error = new Error();
    return () => error.stack ?? "";
  }
  const target: { stack?: string } = {};
  // V8 makes the text of a stack when it is read.
  capture(target, entry);
  return () => target.stack?.replace(/^.*\n?/, "") ?? "";
}
