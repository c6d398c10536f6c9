/**
 * Compares two statements of what is asked of a step: by its edits and by the planner.
 */

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

/** Each difference as a line. */
export function disagreements(left: Needs, right: Needs): readonly string[] {
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys]
    .map((key) => [key, left.get(key) ?? "none", right.get(key) ?? "none"] as const)
    .filter(([, one, other]) => one !== other)
    .map(([key, one, other]) => `${key}: ${one}, not ${other}`);
}
