/**
 * Everything that is to be said about two versions of a protocol, from one pass over one model.
 *
 * The schemas are compared once, with the renames that the decisions declare. The planner asks its
 * questions of that comparison, the diff lists its changes, and the verdict on a change is what the
 * planner has asked and a person has answered. The head of a step module, the questions of the
 * decisions file, the errors of the lock and `barewire diff` all read the result.
 */

import type { Problem } from "../schema/diagnostic.js";
import type { Schema } from "../schema/model.js";
import { memberKeys } from "../schema/part-keys.js";
import type { EmitOptions } from "../schema/representation.js";
import {
  type ClassifiedChange,
  type Compatibility,
  classifyDiff,
  worstCompatibility,
} from "./change/classify.js";
import { diffSchemas, type SchemaDiff } from "./change/diff.js";
import { compareNamed } from "./compare/compare-named.js";
import { type Comparison, compareSchemas, schemaView } from "./compare/comparison.js";
import { membersOf } from "./compare/relation.js";
import { typeRenames } from "./compare/type-renames.js";
import type { DecisionEntry } from "./plan/decision-entry.js";
import { decisionRegistry } from "./plan/decision-registry.js";
import { planStep } from "./plan/plan-step.js";
import type { Question } from "./plan/question.js";
import type { StepPlan } from "./plan/type-plan.js";

export type VersionsInput = {
  readonly older: Schema;
  readonly newer: Schema;
  /** The entries of the decisions file, by key; empty if there are no decisions. */
  readonly entries: ReadonlyMap<string, DecisionEntry>;
  readonly options: EmitOptions;
  /** The newer types whose values may lack a field, so that none is handed on as it is. */
  readonly incomplete?: ReadonlySet<string>;
};

export type ComparedVersions = {
  readonly comparison: Comparison;
  /** Every type of either version with its changes. */
  readonly diff: SchemaDiff;
  /** All changes, with their verdicts for the wire and for the converters. */
  readonly changes: readonly ClassifiedChange[];
  readonly compatibility: Compatibility;
  readonly plan: StepPlan;
  readonly questions: readonly Question[];
  /** Questions without an answer, and answers without a question. */
  readonly problems: readonly Problem[];
  /** The renames of the decisions that the comparison has used. */
  readonly renames: readonly DeclaredRename[];
};

export type DeclaredRename = { readonly key: string; readonly olderName: string };

/** The schemas need not be neighbours: a published text and its edit are compared as well. */
export function compareVersions({
  older,
  newer,
  entries,
  options,
  incomplete = new Set(),
}: VersionsInput): ComparedVersions {
  const answered = [...entries.values()].filter(
    ({ upgrade, downgrade }) => upgrade !== null || downgrade !== null,
  );
  const comparison = compareSchemas(schemaView(older), schemaView(newer), {
    olderName: (key) => entries.get(key)?.renamedFrom ?? null,
    answeredKeys: new Set([...answered.map(({ key }) => key), ...incomplete]),
  });
  const registry = decisionRegistry(entries);
  const suggestions = typeRenames(comparison);
  const plan = planStep({ comparison, renames: suggestions, options, registry, incomplete });
  const diff = diffSchemas(comparison, suggestions);
  const changes = classifyDiff(diff, { questions: registry.questions, entries });
  const renames = usedRenames(comparison, entries);
  const known = newer.types.flatMap((named) => [named.name, ...memberKeys(named)]);
  return {
    comparison,
    diff,
    changes,
    compatibility: worstCompatibility(changes),
    plan,
    questions: registry.questions,
    problems: registry.problems({ renames: new Set(renames.map(({ key }) => key)), known }),
    renames,
  };
}

function usedRenames(
  comparison: Comparison,
  entries: ReadonlyMap<string, DecisionEntry>,
): readonly DeclaredRename[] {
  return [...entries.values()].flatMap(({ key, renamedFrom }) =>
    renamedFrom !== null && isUsed(key, renamedFrom, comparison)
      ? [{ key, olderName: renamedFrom }]
      : [],
  );
}

function isUsed(key: string, renamedFrom: string, comparison: Comparison): boolean {
  const [type = key, ...rest] = key.split(".");
  const olderName = comparison.olderNames.get(type);
  if (olderName === undefined) return false;
  if (rest.length === 0) return olderName === renamedFrom && olderName !== type;
  const relation = compareNamed(olderName, type, comparison);
  return membersOf(relation).some(
    (member) =>
      member.kind === "kept" &&
      `${type}.${member.name}` === key &&
      member.olderName === renamedFrom &&
      member.name !== renamedFrom,
  );
}
