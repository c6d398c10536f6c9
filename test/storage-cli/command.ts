/** Runs `barewire-storage` as people do: in a process of its own. */

import { execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { bundleProgram } from "../server/bundle-program.js";

const CLI = new URL("../../packages/storage-cli/src/cli.ts", import.meta.url);

export type CommandResult = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

export async function runCommand(args: readonly string[], store?: string): Promise<CommandResult> {
  const command = [await bundleProgram(CLI), ...args];
  const env = { ...process.env, ...(store === undefined ? {} : { BAREWIRE_STORE: store }) };
  const options = { env, maxBuffer: 1 << 24 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

export type MeasuredRun = {
  readonly code: number;
  readonly stdout: string;
  readonly seconds: number;
  /** The most memory it had that is no part of a file, in bytes, as of every 20 ms. */
  readonly peakAnonymousSize: number;
};

const SAMPLE_MS = 20;

export async function measureCommand(args: readonly string[], store: string): Promise<MeasuredRun> {
  const program = await bundleProgram(CLI);
  const startMs = performance.now();
  const env = { ...process.env, BAREWIRE_STORE: store };
  const child = spawn(process.execPath, [program, ...args], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  let isRunning = true;
  const code = new Promise<number>((resolve) => {
    child.once("close", (exitCode) => {
      isRunning = false;
      resolve(exitCode ?? -1);
    });
  });
  let peakAnonymousSize = 0;
  while (isRunning) {
    peakAnonymousSize = Math.max(peakAnonymousSize, await anonymousSize(child.pid ?? 0));
    await sleep(SAMPLE_MS);
  }
  const seconds = (performance.now() - startMs) / 1_000;
  return { code: await code, stdout, seconds, peakAnonymousSize };
}

/** The RssAnon of a process; 0 once it has ended. */
async function anonymousSize(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return 1_024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
}
