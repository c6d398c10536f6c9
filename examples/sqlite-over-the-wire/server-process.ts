/**
 * `barewire-server` in a process of its own, as it runs when installed.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../packages/server/src/cli.ts", import.meta.url));

export type ServerProcess = {
  /** The address that it listens on: `ws://host:port`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** Starts a server on a free port, which keeps its databases in the LMDB file `path`. */
export async function startServerProcess(path: string): Promise<ServerProcess> {
  // The Node options of this process are passed on, so that the server can be run from its sources
  // too.
  const argv = [...process.execArgv, CLI, "--port", "0", "--store", `lmdb:${path}`];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "pipe"] });
  const killed = (): void => void child.kill();
  process.once("exit", killed);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await urlOf(child);
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
      process.off("exit", killed);
    },
  };
}

/** Reads the URL from the server's log. Throws its output if it ends before. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    let settings = "";
    child.stdout?.on("data", (data: Buffer) => {
      log += data.toString();
      const [url] = /ws:\/\/[\d.]+:\d+/.exec(log) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.stderr?.on("data", (data: Buffer) => {
      settings += data.toString();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`the server does not start:\n${settings}${log}`)));
  });
}
