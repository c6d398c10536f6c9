/**
 * Many clients on one server over PostgreSQL for some minutes, while sockets are cut, the server is
 * killed and its clock set, and PostgreSQL is stopped and killed. At the end every commit that was
 * acknowledged is verified.
 */

import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  type PostgresServer,
  startPostgresIfPossible,
} from "../../test/postgres/postgres-server.js";
import { Leftovers, readMetric } from "../../test/server/server-process.js";
import { circumstances, writeResult } from "../results.js";
import { type ServerClock, serverClockIfPossible } from "./server-clock.js";
import { CLOSED_AS_SILENT, type Counts } from "./soak-actor.js";
import type { Order, Report } from "./soak-client.js";
import { clockText, type SoakResult, soakText } from "./soak-text.js";

const CLIENTS_PER_PROCESS = 250;
/** The average number of commits of one client; each is followed by a read. */
const COMMITS_PER_CLIENT = 12;
/** The average number of cuts of a client per second. */
const CUTS_PER_CLIENT = 0.004;
const DOWN_MS = 1_000;
/** The cache is full within a minute, so memory that grows later is not the cache. */
const PAGE_CACHE = "4MiB";

/**
 * The schedule of faults, as parts of the duration. The server is killed early, so that the last
 * one lives long enough to see whether it grows.
 */
const SCHEDULE = [
  { at: 0.08, fault: "server killed" },
  { at: 0.16, fault: "server killed" },
  { at: 0.25, fault: "clock set forward by an hour" },
  { at: 0.45, fault: "PostgreSQL restarted" },
  { at: 0.55, fault: "clock set back by a day" },
  { at: 0.7, fault: "PostgreSQL killed" },
] as const;

/** `minutes` is 10 by default; a second argument is the number of connections. */
export async function benchSoak(minutes: string): Promise<void> {
  const [connections = "1000"] = process.argv.slice(4);
  const postgres = await startPostgresIfPossible();
  if (typeof postgres === "string") throw new Error(postgres);
  // A signal that ends this process also ends the processes that it started.
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));
  const leftovers = new Leftovers();
  const children: ChildProcess[] = [];
  const clock = serverClockIfPossible();
  if (typeof clock === "string") console.log(clock);
  try {
    const soak = new Soak(postgres, leftovers, children, clock);
    const result = await soak.run(Number(minutes || "10"), Number(connections));
    console.log(clockText(result));
    await writeResult("soak.json", `${JSON.stringify(result, null, 2)}\n`);
    await writeResult("soak.md", soakText(result));
    if ((result.counts["LOST OR TORN"] ?? 0) + (result.closedByClock ?? 0) > 0) {
      process.exitCode = 1;
    }
  } finally {
    for (const child of children) child.kill("SIGKILL");
    await leftovers.remove();
    await postgres.remove();
    if (typeof clock !== "string") clock.remove();
  }
}

class Soak {
  readonly #postgres: PostgresServer;
  readonly #leftovers: Leftovers;
  readonly #children: ChildProcess[];
  /** The clock, or a text that says why there is none. */
  readonly #clock: ServerClock | string;
  readonly #rss: { minute: number; server: number; mib: number }[] = [];
  readonly #faults: { minute: number; fault: string }[] = [];
  #server: Awaited<ReturnType<Leftovers["serve"]>> | null = null;
  #serverCount = 0;
  #startMs = 0;

  constructor(
    postgres: PostgresServer,
    leftovers: Leftovers,
    children: ChildProcess[],
    clock: ServerClock | string,
  ) {
    this.#clock = clock;
    this.#postgres = postgres;
    this.#leftovers = leftovers;
    this.#children = children;
  }

  async run(minutes: number, connectionCount: number): Promise<SoakResult> {
    const url = await this.#serve("0");
    const clients = await this.#connect(
      url,
      connectionCount,
      (minutes * 60_000) / COMMITS_PER_CLIENT,
    );
    this.#startMs = performance.now();
    console.log(`${connectionCount} connections; ${minutes} minutes from now`);
    await this.#disturb(minutes, connectionCount);
    // The sample is taken before everything is read back at once, which fills the page cache.
    this.#sample();
    await this.#inform({ kind: "finish" });
    const counts = sum(await Promise.all(clients.map(({ finished }) => finished)));
    this.#sample();
    await pause(DOWN_MS);
    const held = await readMetric(url, "barewire_held_bytes");
    const exit = await this.#server?.server.kill("SIGTERM");
    return {
      ...circumstances(),
      minutes,
      connectionCount,
      processCount: clients.length,
      counts,
      faults: this.#faults,
      rss: this.#rss,
      closedByClock: typeof this.#clock === "string" ? null : (counts[CLOSED_AS_SILENT] ?? 0),
      heldBytesAtTheEnd: held,
      exitCode: exit?.code ?? null,
    };
  }

  async #serve(port: string): Promise<string> {
    const store = ["--store", this.#postgres.url];
    const flags = ["--port", port, ...store, "--page-cache", PAGE_CACHE];
    const environment = typeof this.#clock === "string" ? {} : this.#clock.environment;
    this.#server = await this.#leftovers.serve(flags, environment);
    this.#serverCount += 1;
    return this.#server.url;
  }

  async #connect(url: string, count: number, intervalMs: number) {
    const clients: { readonly finished: Promise<Counts> }[] = [];
    for (let first = 0; first < count; first += CLIENTS_PER_PROCESS) {
      const size = Math.min(CLIENTS_PER_PROCESS, count - first);
      const { connected, finished } = this.#fork([url, first, size, intervalMs].map(String));
      await connected;
      clients.push({ finished });
    }
    return clients;
  }

  #fork(args: readonly string[]) {
    const path = fileURLToPath(new URL("soak-client.ts", import.meta.url));
    const execArgv = ["--import=tsx", "--conditions=@barewire/source"];
    const child = fork(path, [...args], { execArgv });
    this.#children.push(child);
    let connect = (): void => undefined;
    const connected = new Promise<void>((resolve) => {
      connect = resolve;
    });
    const finished = new Promise<Counts>((resolve, reject) => {
      child.on("message", (report: Report) => {
        if (report.kind === "connected") connect();
        if (report.kind === "finished") resolve(report.counts);
      });
      child.once("exit", (code) => reject(new Error(`a client process ended with ${code}`)));
    });
    // The caller awaits this promise later; until then its rejection must not end the process.
    finished.catch(() => undefined);
    return { connected, finished };
  }

  async #disturb(minutes: number, connectionCount: number): Promise<void> {
    const durationMs = minutes * 60_000;
    const isPossible = ({ fault }: (typeof SCHEDULE)[number]): boolean =>
      typeof this.#clock !== "string" || !fault.startsWith("clock");
    const due = SCHEDULE.filter(isPossible);
    let cuts = 0;
    let sampledMinute = -1;
    for (let now = 0; now < durationMs || due.length > 0; now = this.#elapsedMs()) {
      const [next] = due;
      if (next !== undefined && now >= next.at * durationMs) {
        due.shift();
        await this.#break(next.fault);
      }
      // Nothing is cut in the last tenth, so that verification runs without faults.
      if (now < 0.9 * durationMs) cuts += connectionCount * CUTS_PER_CLIENT;
      const cutsEach = Math.floor(cuts / this.#children.length);
      if (cutsEach > 0) await this.#inform({ kind: "cut", count: cutsEach });
      cuts -= cutsEach * this.#children.length;
      const minute = Math.floor(now / 60_000);
      if (minute !== sampledMinute) this.#sample();
      sampledMinute = minute;
      await pause(1_000);
    }
  }

  async #break(fault: (typeof SCHEDULE)[number]["fault"]): Promise<void> {
    this.#sample();
    this.#faults.push({ minute: this.#minute(), fault });
    console.log(`minute ${this.#minute()}: ${fault}`);
    switch (fault) {
      case "server killed": {
        const port = new URL(this.#server?.url ?? "").port;
        await this.#server?.server.kill("SIGKILL");
        await pause(DOWN_MS);
        await this.#serve(port);
        break;
      }
      case "PostgreSQL restarted":
        await this.#postgres.stop();
        await pause(DOWN_MS);
        await this.#postgres.start();
        break;
      case "PostgreSQL killed":
        await this.#postgres.kill();
        await pause(DOWN_MS);
        await this.#postgres.start();
        break;
      case "clock set forward by an hour":
        await this.#setClock(3_600);
        break;
      case "clock set back by a day":
        await this.#setClock(-86_400);
        break;
      default:
        fault satisfies never;
    }
  }

  async #setClock(offsetSeconds: number): Promise<void> {
    if (typeof this.#clock !== "string") {
      await this.#clock.set(this.#server?.url ?? "", offsetSeconds);
    }
  }

  async #inform(order: Order): Promise<void> {
    for (const child of this.#children) if (child.connected) child.send(order);
  }

  #sample(): void {
    const mib = Math.round((this.#server?.server.rss() ?? 0) / 1_048_576);
    this.#rss.push({ minute: this.#minute(), server: this.#serverCount, mib });
    console.log(`minute ${this.#minute()}: server ${this.#serverCount}, ${mib} MiB`);
  }

  #elapsedMs(): number {
    return performance.now() - this.#startMs;
  }

  #minute(): number {
    return Math.round(this.#elapsedMs() / 6_000) / 10;
  }
}

function sum(all: readonly Counts[]): Counts {
  const total: { [name: string]: number } = {};
  for (const counts of all) {
    for (const [name, value] of Object.entries(counts)) total[name] = (total[name] ?? 0) + value;
  }
  return total;
}
