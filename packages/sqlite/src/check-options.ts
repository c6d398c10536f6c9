/** Throws `invalid-option` for options and arguments that cannot be used. */

import { type OptionCheck, readOptions } from "@barewire/client/options";
import { DatabaseError } from "./database-error.js";

/** Reads the options that have checks. */
export function optionsOf<Options extends object>(
  ...given: Parameters<typeof readOptions<Options>>
): Options {
  const read = readOptions(...given);
  if (read.kind === "valid") return read.options;
  throw invalidOption(read.fault.option, read.fault.reason, read.cause);
}

/** Throws for an argument, or a part of one, that does not pass its check. */
export function checkArgument(name: string, value: unknown, check: OptionCheck): void {
  let reason: string | null;
  try {
    reason = check(value);
  } catch (cause) {
    throw invalidOption(name, "it cannot be used: reading it failed", cause);
  }
  if (reason !== null) throw invalidOption(name, reason);
}

export function invalidOption(option: string, reason: string, cause?: unknown): DatabaseError {
  const options = cause === undefined ? {} : { cause };
  return new DatabaseError({ kind: "invalid-option", option, reason }, undefined, options);
}
