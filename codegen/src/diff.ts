/**
 * The difference of two versions of a protocol, as lines: a pure function, like `generate.ts`.
 */

import { type AskedGap, decideGaps, NO_GAPS } from "./decide-gaps.js";
import { changeTable, type DecidedStep, decideSteps } from "./decide-steps.js";
import { compareVersions } from "./evolve/compare-versions.js";
import { type CarriedSteps, stepsDownTo } from "./evolve/plan/chain.js";
import type { DecisionEntry } from "./evolve/plan/decision-entry.js";
import { olderKey } from "./evolve/plan/older-key.js";
import { keysIn } from "./evolve/plan/question-state.js";
import type { StepPlan } from "./evolve/plan/type-plan.js";
import { deprecatedParts } from "./schema/deprecated-parts.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import { memberKeys } from "./schema/part-keys.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { readSchema } from "./schema/read-schema.js";
import { decisionsFileName } from "./schema/representation.js";
import { readDecisionsFiles } from "./typescript/read-decisions.js";

export type DiffResult =
  | {
      readonly ok: true;
      readonly lines: readonly string[];
      /** Tells whether a question is open that has to be answered before code is generated. */
      readonly isUndecided: boolean;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Compares one version with a later one: the types that differ, and the open questions of each
 * step.
 */
export async function diffVersions(
  source: ProtocolSource,
  fromVersion: number,
  toVersion: number,
): Promise<DiffResult> {
  const { protocol } = source;
  const reads = source.schemas.map((text) => readSchema({ ...text, protocol }));
  const decisions = await readDecisionsFiles(source.decisions);
  const diagnostics = [
    ...reads.flatMap((read) => (read.ok ? [] : read.diagnostics)),
    ...(decisions.ok ? [] : decisions.diagnostics),
  ];
  if (diagnostics.length > 0 || !decisions.ok) return { ok: false, diagnostics };
  const schemas = reads.flatMap((read) => (read.ok ? [read.schema] : []));
  const between = schemas.filter(({ version }) => version >= fromVersion && version <= toVersion);
  const decided = decideSteps({ schemas, decisions: decisions.files, source });
  const steps = decided.filter(({ plan }) => plan.older >= fromVersion && plan.newer <= toVersion);
  const isDecided = decided.every((step) => step.diagnostics.length === 0);
  const gaps = isDecided
    ? decideGaps({ schemas, decided, decisions: decisions.files, source })
    : NO_GAPS;
  // The loss of a gap occurs in the steps that are compared, wherever its ends are.
  const crossed = gaps.asked.filter(
    ({ ends }) => ends.older < toVersion && ends.newer > fromVersion,
  );
  const notes = steps.flatMap(({ plan: { older, newer }, questions, entries }) => [
    ...noteLines(`v${older} to v${newer} is undecided about`, keysIn("needed", questions, entries)),
    ...noteLines(
      `v${newer} to v${older} refuses some values by default of`,
      keysIn("refusing", questions, entries),
    ),
  ]);
  const isUndecided =
    steps.some(({ questions, entries }) => keysIn("needed", questions, entries).length > 0) ||
    crossed.some(({ unanswered }) => unanswered.length > 0);
  const lines = [
    ...tableLines(between, steps, gaps.carried, source),
    ...deprecationLines(between),
    ...notes,
    ...crossed.flatMap(gapLines),
  ];
  return { ok: true, lines, isUndecided };
}

/** The parts that the newer version deprecates and the older one does not. */
function deprecationLines(schemas: readonly Schema[]): readonly string[] {
  const [older, newer] = [schemas[0], schemas.at(-1)];
  if (older === undefined || newer === undefined) return [];
  const known = new Set(deprecatedParts(older).map(({ key }) => key));
  return deprecatedParts(newer)
    .filter(({ key }) => !known.has(key))
    .map(({ key, reason }) => `v${newer.version} deprecates ${key}: ${reason}`);
}

/** The table of a step, as it was decided; of more steps, by the names that they have decided. */
function tableLines(
  schemas: readonly Schema[],
  steps: readonly DecidedStep[],
  carried: readonly CarriedSteps[],
  source: ProtocolSource,
): readonly string[] {
  const [older, newer] = [schemas[0], schemas.at(-1)];
  const [step] = steps;
  if (older === undefined || newer === undefined || step === undefined) return [];
  if (steps.length === 1) return withoutUnchanged(step.changeTable);
  const plans = steps.map(({ plan }) => plan);
  const within = carried.filter((gap) => gap.newer <= newer.version);
  const route = stepsDownTo(older.version, plans, within);
  return changeLines(older, newer, source, composedRenames(newer, route));
}

/** The renames of several steps, newest first, as if they were of one. */
function composedRenames(
  { types }: Schema,
  steps: readonly StepPlan[],
): ReadonlyMap<string, DecisionEntry> {
  const entries = new Map<string, DecisionEntry>();
  for (const key of types.flatMap((named) => [named.name, ...memberKeys(named)])) {
    const oldest = steps.reduce<string | null>(
      (name, step) => (name === null ? null : olderKey(name, step)),
      key,
    );
    const [name, renamedFrom = null] = [key, oldest].map((path) => path?.split(".").at(-1));
    if (renamedFrom === null || renamedFrom === name) continue;
    const unanswered = { upgrade: null, downgrade: null, byName: null, again: null };
    entries.set(key, { key, offset: 0, renamedFrom, ...unanswered });
  }
  return entries;
}

/**
 * Describes parts that two versions have and those between them lack, by their fate in a single
 * hop.
 */
function gapLines({ ends: { older, newer }, same, unanswered }: AskedGap): readonly string[] {
  const between = newer - older === 2 ? `v${older + 1}` : `v${older + 1} to v${newer - 1}`;
  return [
    ...noteLines(
      `v${older} to v${newer} is undecided about`,
      unanswered.map(({ key }) => key),
    ),
    ...noteLines(
      `v${older} and v${newer} have what ${between} lacks, and carry it within one process only: a hop that speaks ${between} loses`,
      same,
    ),
  ];
}

function noteLines(start: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${start} ${names.join(", ")}`];
}

/** Compares the protocol with an earlier state of it, version by version. */
export function diffAgainst(earlier: ProtocolSource, now: ProtocolSource): readonly string[] {
  const versions = new Set([...earlier.schemas, ...now.schemas].map(({ version }) => version));
  const steps = new Set([...earlier.decisions, ...now.decisions].map(stepName));
  return [
    ...[...versions]
      .sort((left, right) => left - right)
      .flatMap((version) => {
        const [before, after] = [earlier, now].map((source) => schemaAt(source, version));
        return versionLines(`v${version}.bare`, before, after, now);
      }),
    ...[...steps].sort().flatMap((step) => {
      const [before, after] = [earlier, now].map((source) =>
        source.decisions.find((file) => stepName(file) === step)?.text.replaceAll("\r\n", "\n"),
      );
      if (before === after) return [];
      return [`${decisionsFileName(step, now.options)}: the decisions ${presence(before, after)}`];
    }),
  ];
}

function stepName({ fromVersion, toVersion }: ProtocolSource["decisions"][number]): string {
  return `v${fromVersion}-v${toVersion}`;
}

type ReadState = ReturnType<typeof readSchema> | undefined;

function schemaAt({ protocol, schemas }: ProtocolSource, version: number): ReadState {
  const text = schemas.find((schema) => schema.version === version);
  return text === undefined ? undefined : readSchema({ ...text, protocol });
}

function versionLines(
  name: string,
  before: ReadState,
  after: ReadState,
  source: ProtocolSource,
): readonly string[] {
  if (before === undefined || after === undefined) return [`${name}: ${presence(before, after)}`];
  // An unreadable schema is told with its place by `generate`.
  if (!before.ok || !after.ok) return [`${name}: it cannot be read`];
  const lines = changeLines(before.schema, after.schema, source);
  return lines.length === 0 ? [] : [`${name}:`, ...lines.map((line) => `  ${line}`)];
}

function presence(before: unknown, after: unknown): string {
  if (before === undefined) return "were added";
  return after === undefined ? "are gone" : "changed";
}

/** The lines of the table that heads a step module, without what is unchanged. */
function changeLines(
  older: Schema,
  newer: Schema,
  { options }: ProtocolSource,
  renames: ReadonlyMap<string, DecisionEntry> = new Map(),
): readonly string[] {
  return withoutUnchanged(
    changeTable(compareVersions({ older, newer, entries: renames, options })),
  );
}

function withoutUnchanged(table: readonly string[]): readonly string[] {
  return table.filter((line) => !line.startsWith("unchanged"));
}
