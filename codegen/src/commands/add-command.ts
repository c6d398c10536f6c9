/**
 * The parser of command lines, and what every command of `barewire` has: examples in its help, and
 * the format of its findings.
 */

import { Command, CommanderError, Option } from "commander";
import type { ExitCode } from "./command-failure.js";
import type { CommandIo, StandardInput } from "./command-io.js";
import { FINDING_FORMATS, type FindingFormat } from "./finding-formats.js";

export { Command, CommanderError };

/** The action of a command, whose streams print findings as the flags say. */
type Action<Words, Flags> = (
  words: Words,
  flags: Flags,
  io: CommandIo & StandardInput,
) => Promise<ExitCode>;

/** Makes an action of the command line from that of a command. */
export type Run = <Words, Flags extends object>(
  action: Action<Words, Flags>,
) => (words: Words, flags: Flags & { readonly format?: FindingFormat }) => Promise<void>;

export type CommandText = {
  readonly name: string;
  readonly description: string;
  readonly usage: string;
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
};

/** A command with what all of them have: examples, and the format of their findings. */
export function addCommand(
  program: Command,
  { name, description, usage, examples }: CommandText,
  formats: readonly FindingFormat[] = FINDING_FORMATS,
): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, does]) => `  ${line.padEnd(width)}  ${does}`);
  return program
    .command(name)
    .description(description)
    .usage(usage)
    .addHelpText("after", ["", "Examples:", ...lines].join("\n"))
    .addOption(
      new Option("--format <format>", "how findings are printed; text by default").choices(formats),
    )
    .addOption(new Option("--json", "short for --format json").implies({ format: "json" }));
}

/** Adds the flags that name the folders of one protocol. */
export function withFolders(command: Command): Command {
  return command
    .option("--schemas <folder>", "this one protocol, named after its folder, without a config")
    .option("--out <folder>", "with --schemas: the folder that the protocol's files go to")
    .option("--decisions <folder>", "with --schemas: its decisions (default: decisions in it)")
    .option("--runtime <specifier>", "with --schemas: where the codecs import the runtime from");
}
