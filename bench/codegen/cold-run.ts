/** One run of a command in a process of its own, timed from outside. */

import { spawnSync } from "node:child_process";

export type Command = {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
};

export type ColdRun = {
  readonly wallMs: number;
  /** The CPU time of all threads of a Node process; null for a command that is not Node. */
  readonly processorMs: number | null;
};

const MARK = "bench-processor-microseconds";

/** Node's own arguments, by which the process reports its CPU time when it ends. */
export const TELL_PROCESSOR_TIME: readonly string[] = [
  "--import",
  `data:text/javascript,process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write("${MARK} " + (user + system) + "\\n");
  })`,
];

/** @throws Error if the command fails. */
export function coldRun({ program, args, folder }: Command): ColdRun {
  const startMs = performance.now();
  const ended = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  const wallMs = performance.now() - startMs;
  if (ended.status !== 0) {
    throw new Error(`${program} ${args.join(" ")}: ${ended.error ?? ended.stderr}`);
  }
  const told = new RegExp(`${MARK} (\\d+)`).exec(ended.stderr)?.[1];
  return { wallMs, processorMs: told === undefined ? null : Number(told) / 1000 };
}
