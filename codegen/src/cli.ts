/** The command line of `barewire`: its arguments, its exit code and nothing else. */

import { Command, CommanderError } from "commander";
import { EXIT_OK, EXIT_USAGE, type ExitCode, endWithExitCode } from "./commands/command-failure.js";
import type { CommandIo } from "./commands/command-io.js";
import { generateCommand } from "./commands/generate-command.js";
import { type GenerateFlags, generateRequest } from "./commands/generate-request.js";
import { PIPELINE, toolVersion } from "./commands/pipeline.js";
import { publishCommand } from "./commands/publish-command.js";

const COMMAND_IO: CommandIo = {
  workingFolder: process.cwd(),
  print: (lines) => process.stdout.write(`${lines}\n`),
  printError: (lines) => process.stderr.write(`${lines}\n`),
  nowMs: () => performance.now(),
  pipeline: PIPELINE,
};

// A pipe that is closed early, as by `| head`, must not end the command halfway.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await main(process.argv);

async function main(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_OK;
  const program = barewire(
    async (protocols, flags) => {
      exitCode = await generate(protocols, flags);
    },
    async (protocol, version) => {
      exitCode = await publishCommand(protocol, version, COMMAND_IO);
    },
  );
  try {
    await program.parseAsync(args);
    return exitCode;
  } catch (error) {
    // Commander has printed the problem, or the help that was requested.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  }
}

function barewire(
  generateAction: (protocols: readonly string[], flags: GenerateFlags) => Promise<void>,
  publishAction: (protocol: string, version: string) => Promise<void>,
): Command {
  const program = new Command("barewire")
    .description("Compiles one BARE schema per protocol version into typed TypeScript codecs.")
    .version(toolVersion())
    .exitOverride()
    .showHelpAfterError("(add --help for usage)");
  program
    .command("generate")
    .description("writes the codecs of every protocol of barewire.config.json")
    .argument("[protocol...]", "only these protocols")
    .option(
      "--schemas <folder>",
      "generate this one protocol, named after its folder, without a config",
    )
    .option("--out <folder>", "with --schemas: the folder that the protocol's files go to")
    .option("--decisions <folder>", "with --schemas: the folder of the protocol's decisions")
    .option("--runtime <specifier>", "with --schemas: where the codecs import the runtime from")
    .option("--check", "write nothing; fail if a file differs from what would be generated")
    .option("--clean", "rewrite every file")
    .option("--scaffold", "first add missing entries to the decisions files")
    .option("--watch", "generate again after every change")
    .action(generateAction);
  program
    .command("publish")
    .description("freezes a version: from then on its schema must not change")
    .argument("<protocol>", "the protocol, as its folder is called")
    .argument("<version>", "such as 2")
    .action(publishAction);
  return program;
}

async function generate(protocols: readonly string[], flags: GenerateFlags): Promise<ExitCode> {
  return await endWithExitCode(COMMAND_IO.printError, async () => {
    const request = generateRequest(protocols, flags);
    if (!flags.watch) return await generateCommand(request, COMMAND_IO);
    const { watchCommand } = await import("./commands/watch-command.js");
    return await watchCommand(request, COMMAND_IO, stopSignal());
  });
}

/** Raised by Ctrl+C. A second one ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort());
  return controller.signal;
}
