/**
 * `CommandIo`: the streams that a command writes to, and the error for a wrong command line.
 */

import type { OnProgress } from "../transfer/progress.js";

export type CommandIo = {
  /** Prints a line of the result on standard output. */
  readonly print: (line: string) => void;
  /** Prints a line about what happens on standard error. */
  readonly tell: (line: string) => void;
  /** Shows the progress of one task until it is stopped. */
  readonly showProgress: (title: string) => ShownProgress;
};

export type ShownProgress = {
  readonly update: OnProgress;
  readonly stop: () => void;
};

/** The command line is wrong: the exit code is 2, and the message says what was expected. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
