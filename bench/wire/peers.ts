/**
 * The two servers that are compared, each in a process of its own, and a socket to each.
 */

import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { builtServer } from "../built-server.js";

export type Peer = {
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** `store` is the path of its LMDB file. */
export type StorePeer = Peer & { readonly store: string };

/** The Node options of a server of the bench, which is not compiled. */
const EXEC_ARGV = ["--import=tsx", "--conditions=@barewire/source"];

/** Starts a Barewire server on LMDB in a folder that is removed with it. */
export async function startBarewire(environment: NodeJS.ProcessEnv = {}): Promise<StorePeer> {
  const folder = await mkdtemp(join(tmpdir(), "barewire-bench-"));
  const command = builtServer();
  const store = join(folder, "data");
  const args = ["--port", "0", "--store", `lmdb:${store}`];
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await urlOf(child);
  return {
    url,
    store,
    stop: async () => {
      await ended(child, "SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the bare server that reads the rows of `store` for each answer and inflates its pages. */
export function startBareStore(store: string, answers: Answered): Promise<Peer> {
  return startChild(new URL("bare-store-server.ts", import.meta.url), { path: store, answers });
}

/** Starts the bare server, which answers each request with the bytes that belong to it. */
export function startBare(answers: Answered): Promise<Peer> {
  return startChild(new URL("bare-server.ts", import.meta.url), { answers });
}

type Answered = readonly (readonly [request: Uint8Array, answer: Uint8Array])[];

async function startChild(file: URL, start: object): Promise<Peer> {
  const child = fork(fileURLToPath(file), { execArgv: EXEC_ARGV, serialization: "advanced" });
  child.send(start);
  const port = await new Promise((resolve) => child.once("message", resolve));
  return { url: `ws://127.0.0.1:${port}`, stop: () => ended(child, "SIGKILL") };
}

/** Reads the URL from the first line of the log that has one. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    child.stdout?.on("data", (data: Buffer) => {
      log = (log + data.toString()).slice(-65_536);
      const [url] = /ws:\/\/[\d.]+:\d+/.exec(log) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exited;
}

export async function connect(url: string, subprotocols: readonly string[]): Promise<WebSocket> {
  const socket = new WebSocket(url, [...subprotocols], {
    perMessageDeflate: false,
    maxPayload: 64 * 1024 * 1024,
  });
  socket.on("upgrade", ({ socket: stream }) => stream.setNoDelay(true));
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return socket;
}
