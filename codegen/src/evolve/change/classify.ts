/** Each change with its verdicts: on the wire, and for the converters. */

import type { Answer, DecisionEntry, Direction, Policy } from "../plan/decision-entry.js";
import type { Question } from "../plan/question.js";
import { questionState } from "../plan/question-state.js";
import { type Change, pathOf } from "./change.js";
import type { SchemaDiff } from "./diff.js";
import { type WireVerdict, wireVerdict } from "./wire-verdict.js";

export type ClassifiedChange = {
  readonly change: Change;
  readonly wire: WireVerdict;
  readonly upgrade: ConverterVerdict;
  readonly downgrade: ConverterVerdict;
};

/** The planner's verdict on a change in one direction; it reads the same comparison. */
export type ConverterVerdict =
  /** Generated, and refuses nothing. */
  | { readonly kind: "auto" }
  /** Generated, and refuses what the target cannot carry; `policies` may say otherwise. */
  | { readonly kind: "checked"; readonly policies: readonly Policy[] }
  /** Generation fails until a person has answered; no policies where members match by name. */
  | { readonly kind: "asked"; readonly policies: readonly Policy[] }
  /** The answer of a person; null if it is that members match by name. */
  | { readonly kind: "decided"; readonly answer: Answer | null };

/**
 * - `compatible`: nothing is for a person to decide.
 * - `decision`: something is, or has been decided.
 * - `subtle`: bytes of one version are read as something else by the other, and no error tells.
 */
export type Compatibility = "compatible" | "decision" | "subtle";

/** The questions of the planner, and the answers of the decisions. */
export type Asked = {
  readonly questions: readonly Question[];
  readonly entries: ReadonlyMap<string, DecisionEntry>;
};

/** All changes in the order of the diff. */
export function classifyDiff(diff: SchemaDiff, asked: Asked): readonly ClassifiedChange[] {
  const questions = new Map<string, Question>();
  for (const question of asked.questions) questions.set(idOf(question), question);
  return diff.types.flatMap(({ changes }) =>
    changes.map((change) => ({
      change,
      wire: wireVerdict(change),
      upgrade: converterVerdict(change, "upgrade", questions, asked.entries),
      downgrade: converterVerdict(change, "downgrade", questions, asked.entries),
    })),
  );
}

function idOf(question: Question): string {
  const what = question.kind === "by-name" ? "by-name" : question.direction;
  return `${question.key} ${what}`;
}

function converterVerdict(
  change: Change,
  direction: Direction,
  questions: ReadonlyMap<string, Question>,
  entries: ReadonlyMap<string, DecisionEntry>,
): ConverterVerdict {
  const isRootAdded = change.kind === "type-added" && change.isRoot;
  if (isRootAdded && direction === "downgrade") return { kind: "checked", policies: [] };
  const question = keysOf(change, direction)
    .map((id) => questions.get(id))
    .find((found) => found !== undefined);
  if (question === undefined) return { kind: "auto" };
  const isByName = question.kind === "by-name";
  const policies = isByName ? [] : question.policies;
  const state = questionState(question, entries);
  switch (state) {
    case "answered": {
      const answer = isByName ? null : (entries.get(question.key)?.[direction] ?? null);
      return { kind: "decided", answer };
    }
    case "needed":
      return { kind: "asked", policies };
    case "refusing":
      return { kind: "checked", policies };
    case "free":
      return { kind: "auto" };
    default:
      return state satisfies never;
  }
}

/** The questions that a change may have raised. */
function keysOf(change: Change, direction: Direction): readonly string[] {
  const { type, member } = change.place;
  switch (change.kind) {
    case "fields-reordered":
      return [`${type} by-name`];
    case "variant-retagged":
    case "value-renumbered": {
      const isFree = change.olderNumberNow === null && change.newerNumberBefore === null;
      return isFree ? [] : [`${type} by-name`];
    }
    case "field-renamed":
    case "variant-renamed":
    case "value-renamed":
    case "type-renamed": {
      const names = [change.newerName, change.olderName];
      return names.map((name) => `${member === null ? "" : `${type}.`}${name} ${direction}`);
    }
    case "root-gained":
    case "root-lost":
    case "variants-reordered":
    case "values-reordered":
      return [];
    default:
      return [`${pathOf(change.place)} ${direction}`];
  }
}

/** The worst of all changes. */
export function worstCompatibility(changes: readonly ClassifiedChange[]): Compatibility {
  if (changes.some(({ wire }) => isSubtle(wire))) return "subtle";
  const isDecision = ({ kind }: ConverterVerdict) => kind === "asked" || kind === "decided";
  const isAnyDecision = changes.some(
    ({ upgrade, downgrade }) => isDecision(upgrade) || isDecision(downgrade),
  );
  return isAnyDecision ? "decision" : "compatible";
}

function isSubtle({ oldBytesNewReader, newBytesOldReader }: WireVerdict): boolean {
  return oldBytesNewReader === "other-meaning" || newBytesOldReader === "other-meaning";
}
