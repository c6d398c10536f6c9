/**
 * Formats the result of a soak for people.
 */

import { type Circumstances, circumstancesText } from "../results.js";
import type { Counts } from "./soak-actor.js";

export type SoakResult = Circumstances & {
  readonly minutes: number;
  readonly connectionCount: number;
  readonly processCount: number;
  readonly counts: Counts;
  readonly faults: readonly { readonly minute: number; readonly fault: string }[];
  /** The resident memory of the server, which is a new process after each kill. */
  readonly rss: readonly {
    readonly minute: number;
    readonly server: number;
    readonly mib: number;
  }[];
  /**
   * The number of connections that either side closed by its idle timeout; null if the clock was
   * not set.
   */
  readonly closedByClock: number | null;
  readonly heldBytesAtTheEnd: number;
  readonly exitCode: number | null;
};

/**
 * Reports the connections that were closed because the clock was set, which only happens if a
 * duration is measured by the time of day.
 */
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
