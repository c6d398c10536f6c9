/**
 * Compares three statements of what is asked of a step: by its edits, by the classifier and by the
 * planner.
 */

import type { Change } from "../../codegen/src/evolve/change/change.js";
import { pathOf } from "../../codegen/src/evolve/change/change.js";
import { classifyDiff } from "../../codegen/src/evolve/change/classify.js";
import type { DecisionVerdict } from "../../codegen/src/evolve/change/decision-verdict.js";
import type { SchemaDiff } from "../../codegen/src/evolve/change/diff.js";
import type { Question } from "../../codegen/src/evolve/plan/question.js";
import type { FuzzStep } from "./fuzz-protocol.js";
import type { Need } from "./random-edit.js";

/** The need for an answer by `key direction`, and by `key by-name`. */
export type Needs = ReadonlyMap<string, Need>;

export function needsOfPlanner(questions: readonly Question[]): Needs {
  return new Map(
    questions.map((question) =>
      question.kind === "by-name"
        ? [`${question.key} by-name`, "required"]
        : [`${question.key} ${question.direction}`, question.isRequired ? "required" : "optional"],
    ),
  );
}

export function needsOfEdits({ asked, byName }: FuzzStep): Needs {
  const needs = new Map<string, Need>();
  for (const [key, { up, down }] of asked) {
    if (up !== "none") needs.set(`${key} upgrade`, up);
    if (down !== "none") needs.set(`${key} downgrade`, down);
  }
  for (const key of byName) needs.set(`${key} by-name`, "required");
  return needs;
}

/**
 * The classifier's statement. It says of an optional field that nothing is refused in one
 * direction, where the planner lets a person fill it all the same: the two do not disagree.
 */
export function needsOfClassifier(diff: SchemaDiff): Needs {
  const needs = new Map<string, Need>();
  const add = (key: string, need: Need) => {
    if (need !== "none" && needs.get(key) !== "required") needs.set(key, need);
  };
  for (const { change, decision } of classifyDiff(diff)) {
    const key = pathOf(change.place);
    if (isOfRoots(change)) continue;
    if (change.kind === "fields-reordered" || isRenumbered(change)) {
      if (decision.upgrade === "asked") add(`${change.place.type} by-name`, "required");
    } else if (change.kind === "field-renamed") {
      for (const name of [change.olderName, change.newerName]) {
        add(`${change.place.type}.${name} upgrade`, "required");
        add(`${change.place.type}.${name} downgrade`, "required");
      }
    } else if (change.kind === "variant-renamed" || change.kind === "value-renamed") {
      add(`${change.place.type}.${change.olderName} upgrade`, "required");
      add(`${change.place.type}.${change.newerName} downgrade`, "required");
    } else {
      const isGained = "isOptional" in change && change.isOptional;
      add(`${key} upgrade`, needOf(decision.upgrade, isGained));
      add(`${key} downgrade`, needOf(decision.downgrade, isGained));
    }
  }
  return needs;
}

/** A type that comes, goes or is renamed is asked about where it is used. */
function isOfRoots({ kind }: Change): boolean {
  return ["type-added", "type-removed", "type-renamed", "root-gained", "root-lost"].includes(kind);
}

function isRenumbered({ kind }: Change): boolean {
  return kind === "variant-retagged" || kind === "value-renumbered";
}

function needOf(answering: DecisionVerdict["upgrade"], isGained: boolean): Need {
  if (answering === "asked") return "required";
  return answering === "checked" || isGained ? "optional" : "none";
}

/** Each difference as a line. */
export function disagreements(left: Needs, right: Needs): readonly string[] {
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys]
    .map((key) => [key, left.get(key) ?? "none", right.get(key) ?? "none"] as const)
    .filter(([, one, other]) => one !== other)
    .map(([key, one, other]) => `${key}: ${one}, not ${other}`);
}
