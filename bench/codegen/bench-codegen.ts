/** `pnpm bench codegen [filter]`: the generator from a cold process, in interleaved runs. */

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { median } from "../measure.js";
import { circumstances, writeResult } from "../results.js";
import { type ColdRun, type Command, coldRun, TELL_PROCESSOR_TIME } from "./cold-run.js";
import { ownProtocols, REPOSITORY, syntheticProject, temporaryFolder } from "./projects.js";
import { syntheticName, TYPE_COUNTS } from "./synthetic-protocol.js";
import { codegenTable, type MeasuredRun } from "./table.js";

const ROUNDS = 7;

export async function benchCodegen(filter: string): Promise<void> {
  const folder = await temporaryFolder();
  try {
    const commands = [...(await allCommands(folder))].filter(([name]) => name.includes(filter));
    const report = { circumstances: circumstances(), runs: measure(commands) };
    const table = codegenTable(report);
    console.log(table);
    if (filter !== "") return;
    await writeResult("codegen.json", `${JSON.stringify(report, null, 2)}\n`);
    await writeResult("codegen.md", table);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The commands by name; the table has the same names. */
async function allCommands(folder: string): Promise<ReadonlyMap<string, Command>> {
  const own = await ownProtocols(folder);
  const commands = new Map<string, Command>([
    ["node", { program: process.execPath, args: ["--eval", "0"], folder }],
    ["no-op", barewire(own, [])],
    ["full", barewire(own, ["--clean"])],
    ["pnpm --version", pnpm(["--version"])],
    ["pnpm build:codegen", pnpm(["--silent", "build:codegen"])],
    ["pnpm codegen", pnpm(["codegen"])],
  ]);
  for (const typeCount of TYPE_COUNTS) {
    const project = await syntheticProject(folder, typeCount);
    const args = ["--schemas", "synthetic", "--out", "out", "--clean"];
    commands.set(syntheticName(typeCount), barewire(project, args));
  }
  return commands;
}

function barewire(folder: string, args: readonly string[]): Command {
  const program = join(REPOSITORY, "codegen", "bin", "barewire.mjs");
  return {
    program: process.execPath,
    args: [...TELL_PROCESSOR_TIME, program, "generate", ...args],
    folder,
  };
}

/** Runs a script in the repository itself, as a person does. */
function pnpm(args: readonly string[]): Command {
  return { program: join(REPOSITORY, "node_modules/.bin/pnpm"), args, folder: REPOSITORY };
}

function measure(commands: readonly (readonly [string, Command])[]): readonly MeasuredRun[] {
  const rounds = new Map<string, ColdRun[]>(commands.map(([name]) => [name, []]));
  // Each command runs once without timing: it fills the file cache of the system, and prepares the
  // run with nothing to do.
  for (const [, command] of commands) coldRun(command);
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [name, command] of commands) rounds.get(name)?.push(coldRun(command));
    console.log(`round ${round} of ${ROUNDS}: ${commands.length} runs`);
  }
  return [...rounds].map(([name, runs]) => {
    const processor = runs.flatMap(({ processorMs }) => processorMs ?? []);
    return {
      name,
      wallMs: median(runs.map(({ wallMs }) => wallMs)),
      processorMs: processor.length === 0 ? null : median(processor),
      rounds: runs,
    };
  });
}
