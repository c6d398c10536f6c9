/** The result of a soak, for people. */

import { type Circumstances, circumstancesText } from "../results.js";
import type { Counts } from "./soak-actor.js";

export type SoakResult = Circumstances & {
  readonly minutes: number;
  readonly connectionCount: number;
  readonly processCount: number;
  readonly counts: Counts;
  readonly faults: readonly { readonly minute: number; readonly fault: string }[];
  /** Resident memory of the server, which is another one after each time that it was killed. */
  readonly rss: readonly {
    readonly minute: number;
    readonly server: number;
    readonly mib: number;
  }[];
  /** Connections that either side closed as silent; null where the clock was not set. */
  readonly closedByClock: number | null;
  readonly heldBytesAtTheEnd: number;
  readonly exitCode: number | null;
};

/** Whoever takes the time of day for a duration takes a connection for silent when it is set. */
export function clockText({ closedByClock }: Pick<SoakResult, "closedByClock">): string {
  const count = closedByClock ?? "unknown, as it could not be set";
  return `Connections closed by the clock: ${count}`;
}

export function soakText(result: SoakResult): string {
  const { counts, faults, rss } = result;
  const count = (name: string): number => counts[name] ?? 0;
  const happened = count("ambiguous, happened");
  const didNot = count("ambiguous, did not happen");
  const failures = Object.entries(counts).filter(([name]) => name.includes(": "));
  return [
    "# Soak",
    "",
    circumstancesText(result),
    "",
    `${result.connectionCount} connections from ${result.processCount} processes, each with a ` +
      `database of its own, for ${result.minutes} minutes on one server over PostgreSQL.`,
    "",
    `- Lost or torn: **${count("LOST OR TORN")}** of ${count("verified")} commits looked for, of ` +
      `which ${count("acknowledged")} were acknowledged.`,
    `- ${happened + didNot} commits got no answer: ${happened} had happened and ${didNot} had ` +
      "not, each as a whole.",
    `- ${count("cut")} sockets cut off, ${count("disconnected")} connections lost in all, ` +
      `${count("connected")} made.`,
    ...faults.map(({ minute, fault }) => `- Minute ${minute}: ${fault}.`),
    `- ${clockText(result)}.`,
    `- ${result.heldBytesAtTheEnd} bytes held by the server at the end; told to stop, it ended ` +
      `with ${result.exitCode}.`,
    "",
    "## Resident memory of the server",
    "",
    "| minute | server | MiB |",
    "| -----: | -----: | --: |",
    ...rss.map(({ minute, server, mib }) => `| ${minute} | ${server} | ${mib} |`),
    "",
    "## Requests that failed meanwhile",
    "",
    "| what | count |",
    "| ---- | ----: |",
    ...failures.map(([name, value]) => `| ${name} | ${value} |`),
    "",
  ].join("\n");
}
