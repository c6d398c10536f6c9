/** Links to servers on this machine with an injected round trip, jitter and bandwidth. */

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LinkStart } from "./link-process.js";

/** The conditions of a link; without jitter and without a limit by default. */
export type LinkConditions = {
  readonly rttMs: number;
  readonly jitterMs?: number;
  readonly megabitsPerSecond?: number;
  /** The seed of the jitter. */
  readonly seed?: number;
};

export type Link = {
  /** The URL of the server at the other end of the link. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

const PROCESS = fileURLToPath(new URL("link-process.ts", import.meta.url));
const EXEC_ARGV = ["--import=tsx", "--conditions=@barewire/source"];

/** A link to the server at `url`. One that has no conditions is the server's own URL. */
export async function openLink(url: string, conditions: LinkConditions): Promise<Link> {
  const { rttMs, jitterMs = 0, megabitsPerSecond = null, seed = 1 } = conditions;
  if (rttMs === 0 && jitterMs === 0 && megabitsPerSecond === null) {
    return { url, stop: async () => undefined };
  }
  const target = new URL(url);
  const child = fork(PROCESS, { execArgv: EXEC_ARGV });
  const start: LinkStart = {
    port: Number(target.port),
    rttMs,
    jitterMs,
    megabitsPerSecond,
    seed,
  };
  child.send(start);
  target.port = String(await listeningPort(child));
  // A link that is forgotten ends with this process, and does not keep it alive.
  child.unref();
  child.channel?.unref();
  return { url: target.href.replace(/\/$/, ""), stop: () => ended(child) };
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("message", (port) => resolve(Number(port)));
    child.once("exit", (code) => reject(new Error(`the link ended with ${code}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
}

/** Links of one process, one for each server and round trip, which end with it. */
const links = new Map<string, Promise<Link>>();

/** The URL of the server at `url` over a link that is opened once and kept until `closeLinks`. */
export async function farUrl(url: string, rttMs: number): Promise<string> {
  const key = `${url} ${rttMs}`;
  const opening = links.get(key) ?? openLink(url, { rttMs });
  links.set(key, opening);
  return (await opening).url;
}

/** Ends the links that `farUrl` has opened. */
export async function closeLinks(): Promise<void> {
  const opened = await Promise.all(links.values());
  links.clear();
  await Promise.all(opened.map((link) => link.stop()));
}
