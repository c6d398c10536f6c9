/** The report that `barewire generate` ends with. */

import type { Difference } from "./compare-outputs.js";
import type { RenderedDiagnostic } from "./rendered-diagnostic.js";

export type GenerateCounts = {
  readonly schemas: number;
  /** The number of generated files, whether or not they are on the disk. */
  readonly files: number;
  readonly differences: readonly Difference[];
};

/** Every problem, and how many there are. */
export function problemReport(problems: readonly RenderedDiagnostic[]): string {
  return [...problems, `${counted(problems.length, "problem")}, nothing was written`].join("\n\n");
}

export function writeSummary(counts: GenerateCounts, elapsedMs: number): string {
  const removed = countOf(counts, "orphaned");
  const written = countOf(counts, "stale") + countOf(counts, "missing");
  const parts = [`${written} written`, `${counts.files - written} unchanged`];
  if (removed > 0) parts.push(`${removed} removed`);
  return summary(counts, parts, elapsedMs);
}

export function checkSummary(counts: GenerateCounts, elapsedMs: number): string {
  const kinds = (["stale", "missing", "orphaned"] as const).filter((kind) => countOf(counts, kind));
  const parts = kinds.map((kind) => `${countOf(counts, kind)} ${kind}`);
  return summary(counts, parts.length === 0 ? ["all up to date"] : parts, elapsedMs);
}

function countOf({ differences }: GenerateCounts, kind: Difference["kind"]): number {
  return differences.filter((difference) => difference.kind === kind).length;
}

function summary(counts: GenerateCounts, parts: readonly string[], elapsedMs: number): string {
  const subject = `${counted(counts.schemas, "schema")}, ${counted(counts.files, "file")}`;
  return `${subject}: ${parts.join(", ")}, in ${(elapsedMs / 1000).toFixed(2)} s`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
