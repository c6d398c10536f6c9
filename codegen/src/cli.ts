/** The process of `barewire`: its streams, its arguments and its exit code. */

import { buffer } from "node:stream/consumers";
import type { CommandIo, StandardInput } from "./commands/command-io.js";
import { runCommandLine } from "./commands/command-line.js";
import { PIPELINE } from "./commands/pipeline.js";

const { NO_COLOR = "", GITHUB_WORKSPACE = "" } = process.env;

const COMMAND_IO: CommandIo & StandardInput = {
  workingFolder: process.cwd(),
  output: {
    format: "text",
    // Node knows the terminal, and a set NO_COLOR outranks every other variable.
    isColored: NO_COLOR === "" && process.stdout.isTTY && process.stdout.hasColors(),
    checkoutFolder: GITHUB_WORKSPACE === "" ? null : GITHUB_WORKSPACE,
  },
  print: (lines) => process.stdout.write(`${lines}\n`),
  printError: (lines) => process.stderr.write(`${lines}\n`),
  nowMs: () => performance.now(),
  pipeline: PIPELINE,
  readInput: async () => await buffer(process.stdin),
  writeOutput: (text) => process.stdout.write(text),
};

// A pipe that is closed early, as by `| head`, must not end the command halfway.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2), COMMAND_IO, stopSignal);

/** Raised by Ctrl+C. A second one ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort());
  return controller.signal;
}
