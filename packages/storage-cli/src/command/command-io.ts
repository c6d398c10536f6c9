/** `Surroundings`: what a command writes to, and how it shows that it is not done yet. */

import type { OnProgress } from "../transfer/progress.js";

export type CommandIo = {
  /** A line of the result, on standard output. */
  readonly print: (line: string) => void;
  /** A line about what happens, on standard error. */
  readonly tell: (line: string) => void;
  /** Shows the progress of one thing until it is stopped. */
  readonly showProgress: (title: string) => ShownProgress;
};

export type ShownProgress = {
  readonly update: OnProgress;
  readonly stop: () => void;
};
