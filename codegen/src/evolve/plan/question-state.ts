/**
 * The state of a question: the one place that decides whether an answer is needed, or exists.
 */

import type { DecisionEntry } from "./decision-entry.js";
import type { Question } from "./question.js";

export type QuestionState =
  /** The decisions answer it, if only with `undecided`. */
  | "answered"
  /** Generation fails until a person has answered. */
  | "needed"
  /** Values that the target cannot represent are refused without an answer. */
  | "refusing"
  /** Nothing is refused without an answer. */
  | "free";

export type Entries = ReadonlyMap<string, DecisionEntry>;

export function questionState(question: Question, entries: Entries): QuestionState {
  const entry = entries.get(question.key);
  const isByName = question.kind === "by-name";
  const answer = isByName ? entry?.byName : entry?.[question.direction];
  if (answer !== undefined && answer !== null) return "answered";
  if (isByName || question.isRequired) return "needed";
  return question.isRefusing ? "refusing" : "free";
}

/** The questions that are left as they are, each key once. */
export function keysIn(
  state: QuestionState,
  questions: readonly Question[],
  entries: Entries,
): readonly string[] {
  const found = questions.filter((question) => questionState(question, entries) === state);
  return [...new Set(found.map(({ key }) => key))];
}
