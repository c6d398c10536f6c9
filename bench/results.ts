/**
 * Writes results, with the machine and the time at which they were measured.
 */

import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";

export type Circumstances = {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly v8: string;
};

export function circumstances(): Circumstances {
  const cores = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    node: process.version,
    v8: process.versions.v8,
  };
}

export function circumstancesText({ date, cpu, cores, node, v8 }: Circumstances): string {
  return `${date}, ${cpu}, ${cores} cores, Node ${node.slice(1)} (V8 ${v8})`;
}

/** A row of a table in Markdown. */
export function tableRow(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The time of a cell, in a table of microseconds. */
export function microseconds(cell: { readonly nanoseconds: number } | undefined): string {
  return cell === undefined ? "" : (cell.nanoseconds / 1000).toPrecision(3);
}

const FOLDER = new URL("./results/", import.meta.url);

export async function writeResult(name: string, text: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL(name, FOLDER), text);
  console.log(`wrote bench/results/${name}`);
}
