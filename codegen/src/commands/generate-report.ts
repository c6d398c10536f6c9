/** The report that `barewire generate` ends with. */

import type { Difference } from "./compare-outputs.js";

export type GenerateCounts = {
  readonly schemas: number;
  /** The number of generated files, whether or not they are on the disk. */
  readonly files: number;
  readonly differences: readonly Difference[];
  /** Those that are written to the folders of the schemas, which the locks lie in. */
  readonly locks: readonly Difference[];
  /** The number of decisions files that a scaffold has written. */
  readonly scaffolded: number;
};

type ProblemFacts = {
  readonly types: readonly Difference[];
  readonly scaffolded: number;
  /** The arguments that selected what was generated. */
  readonly argumentsText: string;
};

/** The number of problems, and whether something was written all the same. */
export function problemSummary(
  problemCount: number,
  { types, scaffolded, argumentsText }: ProblemFacts,
): string {
  const written = [
    ...(scaffolded > 0 ? [counted(scaffolded, "decisions file")] : []),
    ...(types.length > 0 ? [`${counted(types.length, "module")} of types`] : []),
  ];
  const end =
    written.length === 0 ? "nothing was written" : `only ${written.join(" and ")} written`;
  const next = `\n  next: keep one answer of each question, then run \`barewire generate${argumentsText}\``;
  return `${counted(problemCount, "problem")}, ${end}${scaffolded > 0 ? next : ""}`;
}

export function writeSummary(counts: GenerateCounts, elapsedMs: number): string {
  const { differences, locks, scaffolded } = counts;
  const removed = countOf(differences, "orphaned");
  const written = differences.length - removed;
  const parts = [`${written} written`, `${counts.files - written} unchanged`];
  if (removed > 0) parts.push(`${removed} removed`);
  if (locks.length > 0) parts.push(`${counted(locks.length, "lock")} written`);
  if (scaffolded > 0) parts.push(`${counted(scaffolded, "decisions file")} written`);
  return summary(counts, parts, elapsedMs);
}

export function checkSummary(counts: GenerateCounts, elapsedMs: number): string {
  const { differences, locks } = counts;
  const kinds = (["stale", "missing", "orphaned"] as const).filter((kind) =>
    countOf(differences, kind),
  );
  const parts = kinds.map((kind) => `${countOf(differences, kind)} ${kind}`);
  const isRight = counts.files - (differences.length - countOf(differences, "orphaned"));
  if (parts.length > 0) parts.push(`${isRight} up to date`);
  if (locks.length > 0) parts.push(`${counted(locks.length, "lock")} stale`);
  return summary(counts, parts.length === 0 ? ["all up to date"] : parts, elapsedMs);
}

function countOf(differences: readonly Difference[], kind: Difference["kind"]): number {
  return differences.filter((difference) => difference.kind === kind).length;
}

function summary(counts: GenerateCounts, parts: readonly string[], elapsedMs: number): string {
  const subject = `${counted(counts.schemas, "schema")}, ${counted(counts.files, "file")}`;
  return `${subject}: ${parts.join(", ")}, in ${(elapsedMs / 1000).toFixed(2)} s`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
