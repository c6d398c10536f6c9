/**
 * The registry of questions and decisions of one step. It answers the planner from the decisions
 * file, keeps every question for the generated type, and reports decisions that are missing,
 * misspelt, obsolete or of the wrong kind.
 */

import type { Problem } from "../../schema/diagnostic.js";
import type { Answer, DecisionEntry, Direction } from "./decision-entry.js";
import { decisionProblems, policyText } from "./decision-problems.js";
import type { Question } from "./question.js";

type ConversionQuestion = Extract<Question, { readonly kind: "conversion" }>;

export type DecisionRegistry = {
  /** The answer; null where the file has none, or one that the question does not accept. */
  readonly ask: (question: ConversionQuestion) => Answer | null;
  /** Whether the file has an answer, asked for or not: a type may always be converted by hand. */
  readonly hasAnswer: (key: string, direction: Direction) => boolean;
  readonly askByName: (key: string, text: string) => void;
  /** The name in the older version of what the newer one calls `key`; null if it is the same. */
  readonly olderName: (key: string) => string | null;
  /** Marks the rename of `key` as used. */
  readonly useRename: (key: string) => void;
  /** Every question that was asked so far. */
  readonly questions: () => readonly Question[];
  /** The keys whose rename has been used. */
  readonly renamedKeys: ReadonlySet<string>;
  /** Complete once the planner has asked everything. */
  readonly problems: () => readonly Problem[];
};

/** `typeNames` are those of the newer version, in the order in which questions are to stand. */
export function decisionRegistry(
  entries: ReadonlyMap<string, DecisionEntry>,
  typeNames: readonly string[],
): DecisionRegistry {
  const questions: Question[] = [];
  const places = new Map(typeNames.map((name, index) => [name, index]));
  const placeOf = ({ key }: Question) => places.get(key.split(".", 1)[0] ?? key) ?? places.size;
  // Types are planned in another order: what they use comes first.
  const ordered = () => [...questions].sort((left, right) => placeOf(left) - placeOf(right));
  const problems: Problem[] = [];
  const renames = new Set<string>();

  const ask = (question: ConversionQuestion): Answer | null => {
    questions.push(question);
    const answer = entries.get(question.key)?.[question.direction] ?? null;
    if (answer === null || question.policies.includes(answer.policy)) return answer;
    const allowed = question.policies.map(policyText).join(", ");
    const message =
      answer.policy === "undecided"
        ? `undecided: ${question.text}`
        : `'${answer.policy}' is not an answer to: ${question.text}`;
    problems.push({ offset: answer.offset, message, suggestion: `write ${allowed}` });
    return null;
  };

  return {
    ask,
    hasAnswer: (key, direction) => (entries.get(key)?.[direction] ?? null) !== null,
    askByName: (key, text) => {
      questions.push({ kind: "by-name", key, text });
    },
    olderName: (key) => entries.get(key)?.renamedFrom ?? null,
    useRename: (key) => {
      renames.add(key);
    },
    questions: ordered,
    renamedKeys: renames,
    problems: () => [...problems, ...decisionProblems({ questions: ordered(), entries, renames })],
  };
}
