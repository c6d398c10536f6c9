/** The command line of `barewire`: its commands, their arguments and their exit code. */

import { Command, CommanderError } from "commander";
import { EXIT_OK, EXIT_USAGE, type ExitCode, endWithExitCode } from "./command-failure.js";
import type { CommandIo, StandardInput } from "./command-io.js";
import { describeCommand } from "./describe-command.js";
import { type DiffFlags, diffCommand } from "./diff-command.js";
import type { FormatFlags } from "./format-command.js";
import { generateCommand } from "./generate-command.js";
import { type FolderFlags, type GenerateFlags, generateRequest } from "./generate-request.js";
import { toolVersion } from "./pipeline.js";
import { versionCommand } from "./publish-command.js";
import { reportAsJson } from "./report-problems.js";
import { versionWords } from "./version-argument.js";

/** Runs the command of `args`, without the names of Node and of the program. */
export async function runCommandLine(
  args: readonly string[],
  io: CommandIo & StandardInput,
  stopSignal: () => AbortSignal,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_OK;
  const program = new Command("barewire")
    .description("Compiles one BARE schema per protocol version into typed TypeScript codecs.")
    .version(toolVersion())
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.printError(text.trimEnd()),
    })
    .exitOverride()
    .showHelpAfterError("(add --help for usage)");
  addGenerate(program, async (protocols, flags) => {
    exitCode = await endWithExitCode(io.printError, async () => {
      const request = generateRequest(protocols, flags);
      if (flags.json) return await reportAsJson((quiet) => generateCommand(request, quiet), io);
      if (!flags.watch) return await generateCommand(request, io);
      const { watchCommand } = await import("./watch-command.js");
      return await watchCommand(request, io, stopSignal());
    });
  });
  for (const kind of ["publish", "retire"] as const) {
    addVersionCommand(program, kind, async (words, flags) => {
      exitCode = await endWithExitCode(io.printError, async () => {
        const named = versionWords(kind, words, flags);
        return await versionCommand({ kind, ...named, flags }, io);
      });
    });
  }
  addWithdraw(program, async (words, flags) => {
    exitCode = await withdraw(words, flags, io);
  });
  addDiff(program, async (words, flags) => {
    exitCode = await diffCommand(words, flags, io);
  });
  addFormat(program, async (protocols, flags) => {
    const { formatCommand } = await import("./format-command.js");
    exitCode = await formatCommand(protocols, flags, io);
  });
  addDescribe(program, async (words, flags) => {
    exitCode = await describeCommand(words, flags, io);
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed the problem, or the help that was requested.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  }
}

function addGenerate(
  program: Command,
  action: (protocols: readonly string[], flags: GenerateFlags) => Promise<void>,
): void {
  const command = program
    .command("generate")
    .description("writes the codecs of every protocol of barewire.config.json")
    .argument("[protocol...]", "only these protocols");
  withFolders(command)
    .option("--check", "write nothing; fail if a file differs from what would be generated")
    .option("--against <commit>", "with --check: what is published there must hold here")
    .option("--clean", "rewrite every file")
    .option("--scaffold", "first add missing entries to the decisions files")
    .option("--watch", "generate again after every change")
    .option("--json", "print the problems as JSON, and nothing else")
    .action(action);
}

const DESCRIPTIONS = {
  publish: "freezes a version: from then on its schema must not change",
  retire: "ends the support of the oldest version: its modules go, its schema stays",
} as const;

function addVersionCommand(
  program: Command,
  kind: keyof typeof DESCRIPTIONS,
  action: (words: readonly string[], flags: FolderFlags) => Promise<void>,
): void {
  const command = program
    .command(kind)
    .description(DESCRIPTIONS[kind])
    .usage("[options] [protocol] <version>")
    .argument("<protocol>", "the protocol, as its folder is called; leave it out with --schemas")
    .argument("[version]", "such as 2")
    .action((first: string, second: string | undefined, flags: FolderFlags) =>
      action(second === undefined ? [first] : [first, second], flags),
    );
  withFolders(command);
}

function addWithdraw(
  program: Command,
  action: (words: readonly string[], flags: FolderFlags) => Promise<void>,
): void {
  const command = program
    .command("withdraw")
    .description("takes the newest version back: its number is not used again")
    .usage("[options] [protocol] <version> <reason>")
    .argument("<words...>", "the protocol (not with --schemas), the version, and why");
  withFolders(command).action(action);
}

async function withdraw(
  words: readonly string[],
  flags: FolderFlags,
  io: CommandIo,
): Promise<ExitCode> {
  const named = flags.schemas === undefined ? words : [null, ...words];
  const [protocol = null, versionText, reason, ...rest] = named;
  if (versionText == null || reason == null || rest.length > 0) {
    const named = flags.schemas === undefined ? "PROTOCOL" : `--schemas ${flags.schemas}`;
    io.printError(`barewire: write \`barewire withdraw ${named} VERSION "the reason"\``);
    return EXIT_USAGE;
  }
  return await versionCommand({ kind: "withdraw", protocol, versionText, reason, flags }, io);
}

function addDiff(
  program: Command,
  action: (words: readonly string[], flags: DiffFlags) => Promise<void>,
): void {
  const command = program
    .command("diff")
    .usage("[options] [protocol] [from] [to]")
    .description("says what changed between two versions, by default the newest two")
    .argument("[words...]", "a protocol and two versions; each may be left out");
  withFolders(command)
    .option("--against <commit>", "what changed since a commit, such as origin/main")
    .action(action);
}

function addFormat(
  program: Command,
  action: (protocols: readonly string[], flags: FormatFlags) => Promise<void>,
): void {
  program
    .command("format")
    .description("writes the schemas in their canonical layout, with every comment")
    .argument("[protocol...]", "only these protocols")
    .option("--check", "write nothing; fail if a schema is not in its canonical layout")
    .option("--stdin", "print the layout of the schema that is read from the standard input")
    .option("--json", "with --check: print the problems as JSON, and nothing else")
    .option("--schemas <folder>", "the schemas of this folder, without a config")
    .action(action);
}

function addDescribe(
  program: Command,
  action: (words: readonly string[], flags: FolderFlags) => Promise<void>,
): void {
  const command = program
    .command("describe")
    .usage("[options] [protocol] [version]")
    .description("prints a protocol, or one version of it, as JSON for other programs")
    .argument("[words...]", "a protocol and a version; each may be left out");
  withFolders(command).action(action);
}

function withFolders(command: Command): Command {
  return command
    .option("--schemas <folder>", "this one protocol, named after its folder, without a config")
    .option("--out <folder>", "with --schemas: the folder that the protocol's files go to")
    .option("--decisions <folder>", "with --schemas: its decisions (default: decisions in it)")
    .option("--runtime <specifier>", "with --schemas: where the codecs import the runtime from");
}
