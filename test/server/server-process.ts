/**
 * Runs the command `barewire-server` in a process of its own, as a user does.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bundleProgram } from "./bundle-program.js";

const CLI = new URL("../../packages/server/src/cli.ts", import.meta.url);

/** The time is for starting a server on a busy machine. */
const START_TIMEOUT_MS = 60_000;

/** The log of a test is shorter than this, so none of it is discarded. */
const MAX_OUTPUT_SIZE = 64 * 1024 * 1024;

export type ProcessOptions = {
  /** The port is a free one by default. */
  readonly flags?: readonly string[];
  /** A program that starts the server, with its arguments, such as a shell that sets limits. */
  readonly launcher?: readonly string[];
  /** The environment, in addition to what every process needs. */
  readonly environment?: Readonly<Record<string, string>>;
};

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/**
 * Resolves when all output of the child was read. The child is killed if this process ends first.
 */
export function exitOf(child: ChildProcess): Promise<Exit> {
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      process.off("exit", kill);
      resolve({ code, signal });
    });
  });
}

export class ServerProcess {
  /** The output so far. */
  stdout = "";
  stderr = "";
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;

  static async start(options: ProcessOptions = {}): Promise<ServerProcess> {
    return new ServerProcess(await bundleProgram(CLI), options);
  }

  private constructor(
    program: string,
    { flags = [], environment = {}, launcher = [] }: ProcessOptions,
  ) {
    const { PATH = "", HOME = "", TMPDIR = tmpdir() } = process.env;
    const command = [...launcher, process.execPath, program, ...flags];
    this.#child = spawn(command[0] ?? "", command.slice(1), {
      env: { PATH, HOME, TMPDIR, NO_COLOR: "1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout?.on("data", (data: Buffer) => {
      if (this.stdout.length < MAX_OUTPUT_SIZE) this.stdout += data.toString();
    });
    this.#child.stderr?.on("data", (data: Buffer) => {
      if (this.stderr.length < MAX_OUTPUT_SIZE) this.stderr += data.toString();
    });
    this.exited = exitOf(this.#child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The URL in its log. Throws if the process ends before it appears, or is too slow. */
  async url(): Promise<string> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    let hasEnded = false;
    void this.exited.then(() => {
      hasEnded = true;
    });
    while (!hasEnded && performance.now() < deadline) {
      const [url] = /wss?:\/\/[\d.]+:\d+/.exec(this.stdout) ?? [];
      if (url !== undefined) return url;
      await pause(10);
    }
    throw new Error(`the server does not listen: ${this.stderr.slice(-2_000)}`);
  }

  kill(signal: NodeJS.Signals): Promise<Exit> {
    this.#child.kill(signal);
    return this.exited;
  }

  /** The resident memory in bytes; 0 if the system does not tell. */
  rss(): number {
    try {
      const status = readFileSync(`/proc/${this.pid}/status`, "utf8");
      return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    } catch {
      return 0;
    }
  }
}

/** Processes and folders of a test file, none of which outlives it. */
export class Leftovers {
  readonly #servers: ServerProcess[] = [];
  readonly #folders: string[] = [];

  async start(options: ProcessOptions = {}): Promise<ServerProcess> {
    const server = await ServerProcess.start(options);
    this.#servers.push(server);
    return server;
  }

  /** Listens on a free port, with a store in memory unless `flags` name another. */
  async serve(
    flags: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly server: ServerProcess; readonly url: string }> {
    const store = flags.includes("--store") ? [] : ["--store", "memory:"];
    const server = await this.start({ flags: ["--port", "0", ...store, ...flags], environment });
    return { server, url: await server.url() };
  }

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), "barewire-server-"));
    this.#folders.push(folder);
    return folder;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#servers.splice(0).map((server) => server.kill("SIGKILL")));
    for (const folder of this.#folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the response of the server at `url` over HTTP, on a connection of its own. */
export function httpGet(
  url: string,
  path: string,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const target = new URL(path, url.replace("ws:", "http:"));
    const request = get(target, { agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on("error", reject);
  });
}

/** The value of a metric without labels. */
export async function readMetric(url: string, name: string): Promise<number> {
  const { text } = await httpGet(url, "/metrics");
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
}

/** Waits until `holds`; after a minute it throws what it waited for. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  pauseMs = 10,
): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it never came true that ${what}`);
    await pause(pauseMs);
  }
}
