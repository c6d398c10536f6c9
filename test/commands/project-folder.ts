/** A project in a temporary folder, for tests of the commands: its files, and what they print. */

import { join } from "node:path";
import { expect, vi } from "vitest";
import { runCommandLine } from "../../codegen/src/commands/command-line.js";
import { type FindingOutput, PLAIN_TEXT } from "../../codegen/src/commands/finding-formats.js";
import { PIPELINE } from "../../codegen/src/commands/pipeline.js";
import { type TestFolder, testFolder } from "./test-folder.js";

export type ProjectFolder = TestFolder & {
  /** Runs a command line as it would be typed, such as `barewire generate --check`. */
  readonly run: (line: string, workingFolder?: string) => Promise<CommandRun>;
  /** The same, annotated for a folder that was checked out. */
  readonly runIn: (checkoutFolder: string, line: string) => Promise<CommandRun>;
  /** Starts a command that goes on until it is stopped. */
  readonly watch: (line: string) => WatchedRun;
  /** The same with a text or bytes that the command reads from its standard input. */
  readonly runWith: (input: string | Uint8Array, line: string) => Promise<CommandRun>;
};

/** Expects that a command ends with this code and says all of this; returns what it printed. */
export async function checkRun(
  project: ProjectFolder,
  line: string,
  exitCode: number,
  says: readonly string[],
): Promise<string> {
  const run = await project.run(line);
  expect(run.exitCode, run.text).toBe(exitCode);
  for (const text of says) expect(run.text).toContain(text);
  return run.text;
}

export type CommandRun = {
  readonly exitCode: number;
  /** Everything that was printed, in order. */
  readonly text: string;
  /** The standard output alone: findings, and what was asked for. */
  readonly out: string;
};

export type WatchedRun = {
  /** Waits until the text was printed, at any time. */
  readonly until: (text: string) => Promise<void>;
  /** Makes a change, and waits until the text is printed after it. */
  readonly after: (change: () => void, text: string) => Promise<void>;
  /** Returns everything that was printed. */
  readonly stop: () => Promise<string>;
};

export function projectFolder(): ProjectFolder {
  const folder = testFolder();
  return {
    ...folder,
    run: async (line, workingFolder = "") =>
      await runLine(join(folder.root, workingFolder), line, ""),
    runIn: async (checkoutFolder, line) =>
      await runLine(folder.root, line, "", { output: { ...PLAIN_TEXT, checkoutFolder } }),
    watch: (line) => watchLine(folder.root, line),
    runWith: async (input, line) => await runLine(folder.root, line, input),
  };
}

type RunOptions = {
  readonly output?: FindingOutput;
  /** Takes all that is printed. */
  readonly lines?: string[];
  readonly stop?: AbortSignal;
};

async function runLine(
  workingFolder: string,
  line: string,
  input: string | Uint8Array,
  { output = PLAIN_TEXT, lines = [], stop = new AbortController().signal }: RunOptions = {},
): Promise<CommandRun> {
  const [program, ...args] = shellWords(line);
  if (program !== "barewire") throw new Error(`expected a command of barewire, got: ${line}`);
  const out: string[] = [];
  const print = (text: string) => {
    lines.push(text);
    out.push(text);
  };
  const io = {
    workingFolder,
    print,
    printError: (text: string) => {
      lines.push(text);
    },
    nowMs: () => 0,
    pipeline: PIPELINE,
    output,
    readInput: async () => Buffer.from(input),
    writeOutput: print,
  };
  const exitCode = await runCommandLine(args, io, () => stop);
  return { exitCode, text: lines.join("\n"), out: out.join("\n") };
}

function watchLine(workingFolder: string, line: string): WatchedRun {
  const lines: string[] = [];
  const controller = new AbortController();
  const ended = runLine(workingFolder, line, "", { lines, stop: controller.signal });
  const until = async (text: string, from = 0) => {
    const says = () => expect(lines.slice(from).join("\n")).toContain(text);
    await vi.waitFor(says, { timeout: 20_000 });
  };
  return {
    until,
    after: async (change, text) => {
      const from = lines.length;
      change();
      await until(text, from);
    },
    stop: async () => {
      controller.abort();
      return (await ended).text;
    },
  };
}

/** The words of a line, of which some may stand in single quotes. */
function shellWords(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** The commands that a text tells to run, each as it would be typed. */
export function toldCommands(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/`(barewire [^`]+)`/g)].map(([, line]) => line ?? ""))];
}
