/**
 * A real PostgreSQL for a test file: made, started, killed, started again and removed by it. It
 * listens on a socket in a folder of its own, so servers of several files do not meet.
 */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { missingTool } from "../missing-tool.js";
import { findPostgres, type PostgresBinaries, type PostgresSource } from "./postgres-binaries.js";

export type PostgresServer = {
  readonly source: PostgresSource;
  readonly url: string;
  /** The path of the socket that it listens on. */
  readonly socketPath: string;
  /** Ends connections and shuts down in order. */
  stop(): Promise<void>;
  /** `kill -9` of the server and all its processes. */
  kill(): Promise<void>;
  /** Starts the server again after `stop` or `kill`. Returns when it answers. */
  start(): Promise<void>;
  /** Ends it, if it runs, and removes all that it stored. */
  remove(): Promise<void>;
};

/** A new and empty server that answers. Throws if there is no PostgreSQL, or none that starts. */
async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "barewire-pg-"));
  try {
    const server = new Server(folder, findPostgres(folder));
    await server.start();
    return server;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Starts a server, or returns the reason why there is none, which a skipped test reports. With
 * `CI=true` a server is required, and this throws instead.
 */
export async function startPostgresIfPossible(): Promise<PostgresServer | string> {
  try {
    return await startPostgres();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return missingTool(`PostgreSQL did not start: ${reason}`, error);
  }
}

const PORT = 5432;
const START_TIMEOUT_MS = 30_000;

/**
 * Runs PostgreSQL until its own input ends, for whatever reason, and then removes the folder unless
 * it must be kept. So nothing is left when a test is killed.
 */
const GUARD = `
  folder="$1"; shift
  "$@" &
  server=$!
  read -r answer
  kill -INT "$server" 2>/dev/null
  wait "$server"
  [ "$answer" = keep ] || rm -rf "$folder"
`;

class Server implements PostgresServer {
  readonly source: PostgresSource;
  readonly url: string;
  readonly socketPath: string;
  readonly #folder: string;
  readonly #binaries: string;
  readonly #user = unprivilegedUser();
  #guard: ChildProcess | undefined;
  #log = "";

  constructor(folder: string, { source, folder: binaries }: PostgresBinaries) {
    this.source = source;
    this.#folder = folder;
    this.#binaries = binaries;
    this.socketPath = join(folder, `.s.PGSQL.${PORT}`);
    const host = encodeURIComponent(folder);
    this.url = `postgres://barewire@localhost:${PORT}/postgres?host=${host}`;
    if (this.#user.uid !== undefined) chownSync(folder, this.#user.uid, this.#user.gid);
    chmodSync(folder, 0o755);
    this.#initialize();
  }

  async start(): Promise<void> {
    const deadlineMs = performance.now() + START_TIMEOUT_MS;
    while ((await this.#tryStart()) === "memory still in use") {
      if (performance.now() > deadlineMs) throw new Error("PostgreSQL was killed and does not end");
      await sleep(100);
    }
  }

  /** Processes that were killed keep their shared memory until the last of them has gone. */
  async #tryStart(): Promise<"started" | "memory still in use"> {
    const options = { fsync: "on", synchronous_commit: "on", shared_buffers: "64MB" };
    const settings = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const server = [
      ...[join(this.#binaries, "postgres"), "-D", this.#dataFolder, "-p", String(PORT)],
      ...["-k", this.#folder, "-h", "", ...settings],
    ];
    const guard = spawn("sh", ["-c", GUARD, "sh", this.#folder, ...server], {
      ...this.#user,
      stdio: ["pipe", "ignore", "pipe"],
      env: { PATH: process.env["PATH"], LC_ALL: "C" },
    });
    this.#log = "";
    guard.stderr?.on("data", (text) => {
      this.#log += String(text);
    });
    this.#guard = guard;
    try {
      await this.#answers();
      return "started";
    } catch (error) {
      if (!this.#isMemoryInUse) throw error;
      // The guard outlives a server that has ended by itself.
      await this.#end("keep\n");
      return "memory still in use";
    }
  }

  async stop(): Promise<void> {
    await this.#end("keep\n");
  }

  async kill(): Promise<void> {
    const pid = Number(
      readFileSync(join(this.#dataFolder, "postmaster.pid"), "utf8").split("\n")[0],
    );
    const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], {
      encoding: "utf8",
    });
    // The parent first, or it would see a child die and restart it.
    for (const process of [pid, ...children.trim().split(/\s+/).map(Number)]) killHard(process);
    await this.#end("keep\n");
  }

  async remove(): Promise<void> {
    await this.#end("");
    // The guard, if there was one, has removed what its user may remove.
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #isMemoryInUse(): boolean {
    return this.#log.includes("shared memory block");
  }

  get #dataFolder(): string {
    return join(this.#folder, "data");
  }

  #initialize(): void {
    const options = ["-U", "barewire", "--auth=trust", "--no-locale", "--encoding=UTF8"];
    execFileSync(
      join(this.#binaries, "initdb"),
      ["-D", this.#dataFolder, "--no-sync", ...options],
      { ...this.#user, stdio: "pipe", env: { PATH: process.env["PATH"], LC_ALL: "C" } },
    );
  }

  async #answers(): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      const client = new Client({ connectionString: this.url });
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        const hasEnded = this.#isMemoryInUse || this.#guard?.exitCode !== null;
        if (hasEnded || performance.now() > deadline) {
          throw new Error(`PostgreSQL does not answer: ${this.#log.slice(-2_000)}`, {
            cause: error,
          });
        }
        await sleep(25);
      }
    }
  }

  async #end(answer: string): Promise<void> {
    const guard = this.#guard;
    if (guard === undefined) return;
    this.#guard = undefined;
    const ended = new Promise((resolve) => guard.once("exit", resolve));
    guard.stdin?.end(answer);
    await ended;
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser():
  | { readonly uid?: number; readonly gid: number }
  | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const user = ["postgres:", "nobody:"]
    .map((name) => users.find((line) => line.startsWith(name)))
    .find((line) => line !== undefined);
  const [, , uid, gid] = user?.split(":") ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** The values of all rows that a statement gives, on a connection of its own. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}
