/**
 * The server of a cold start: a process of its own, whose request log and metrics are read. They
 * say what it was asked for, whatever a client believes to have asked.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { readMetric, until } from "../../test/server/server-process.js";
import { builtServer } from "../built-server.js";

/** The requests that a server has served since it was started. */
export type Served = {
  readonly listReads: number;
  readonly rangeReads: number;
  readonly commits: number;
  readonly pages: number;
};

export type BenchServer = {
  readonly url: string;
  /** Returns the counts when all connections are closed that were opened. */
  readonly served: () => Promise<Served>;
  readonly stop: () => Promise<void>;
};

/** A line of the log, of which these fields are read. */
type LogLine = { readonly msg?: string; readonly tag?: string; readonly outcome?: string };

const LOG_TAGS = {
  listReads: "ToRivetSqliteGetPagesRequest",
  rangeReads: "ToRivetSqliteGetPageRangeRequest",
  commits: "ToRivetSqliteCommitRequest",
} as const;

const MAX_ERROR_SIZE = 4_096;
const POLL_MS = 5;

/**
 * Starts a server on a store. It never compacts, so that a scenario stays what it is. `command` are
 * the arguments of Node that begin it.
 */
export async function startBenchServer(
  store: string,
  environment: NodeJS.ProcessEnv,
  command: readonly string[] = [builtServer()],
): Promise<BenchServer> {
  const args = ["--port", "0", "--store", store, "--log-level", "debug", "--log-format", "json"];
  const child = spawn(process.execPath, [...command, ...args], {
    env: { ...process.env, BAREWIRE_SQLITE_OPT_DISABLE_COMPACTION: "on", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = new RequestLog(child);
  const url = await log.url;
  return {
    url,
    served: async () => {
      const { reads, pages } = await readsAtRest(url);
      await log.settled(reads);
      return { ...log.counts, pages };
    },
    stop: async () => {
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await exited;
    },
  };
}

class RequestLog {
  readonly url: Promise<string>;
  readonly counts = { listReads: 0, rangeReads: 0, commits: 0 };
  #rest = "";

  constructor(child: ChildProcess) {
    this.url = new Promise((resolve, reject) => {
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        const lines = `${this.#rest}${text}`.split("\n");
        this.#rest = lines.pop() ?? "";
        for (const line of lines) this.#take(line, resolve);
      });
      let errors = "";
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        errors = `${errors}${text}`.slice(-MAX_ERROR_SIZE);
      });
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${errors}`)));
    });
  }

  /** Waits until the log has `reads` lines of reads. */
  async settled(reads: number): Promise<void> {
    const logged = (): number => this.counts.listReads + this.counts.rangeReads;
    await until(`the log has ${reads} reads`, () => logged() === reads, POLL_MS);
  }

  #take(line: string, resolveUrl: (url: string) => void): void {
    const [url] = /ws:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (url !== undefined) resolveUrl(url);
    if (!line.startsWith("{")) return;
    // The log of the server is lines of JSON; fields that it does not have are undefined.
    const { msg, tag, outcome } = JSON.parse(line) as LogLine;
    if (msg !== "request") return;
    if (outcome !== "ok") throw new Error(`the server has refused a request: ${outcome}`);
    if (tag === LOG_TAGS.listReads) this.counts.listReads += 1;
    if (tag === LOG_TAGS.rangeReads) this.counts.rangeReads += 1;
    if (tag === LOG_TAGS.commits) this.counts.commits += 1;
  }
}

/**
 * The reads that the server has counted, and the pages that they asked for, when no connection is
 * open. The log does not tell: where connections come and go many times a second, it leaves out
 * lines about them.
 */
async function readsAtRest(
  url: string,
): Promise<{ readonly reads: number; readonly pages: number }> {
  const metric = (name: string): Promise<number> => readMetric(url, `barewire_${name}`);
  const isAtRest = async (): Promise<boolean> => (await metric("connection_active")) === 0;
  await until("all connections are closed", isAtRest, POLL_MS);
  // A histogram without a value is not printed.
  const counted = async (name: string): Promise<number> => (await metric(name)) || 0;
  return {
    reads: await counted("sqlite_get_pages_count_count"),
    pages: await counted("sqlite_get_pages_count_sum"),
  };
}

/** The requests that were served between two readings. */
export function servedBetween(before: Served, after: Served): Served {
  return {
    listReads: after.listReads - before.listReads,
    rangeReads: after.rangeReads - before.rangeReads,
    commits: after.commits - before.commits,
    pages: after.pages - before.pages,
  };
}
