/**
 * The registry of questions and decisions of one step. It answers the planner from the decisions
 * file, keeps every question for the generated type, and reports decisions that are missing,
 * misspelt, obsolete or of the wrong kind.
 */

import type { Problem } from "../../schema/diagnostic.js";
import type { Answer, DecisionEntry, Direction } from "./decision-entry.js";
import { type Decided, decisionProblems, policyText } from "./decision-problems.js";
import type { ConversionQuestion, Question } from "./question.js";

export type DecisionRegistry = {
  /** The answer; null if the file has none, or one that the question does not accept. */
  readonly ask: (question: ConversionQuestion) => Answer | null;
  /**
   * Tells whether the file has an answer, even without a question: a type may always be converted
   * by hand.
   */
  readonly hasAnswer: (key: string, direction: Direction) => boolean;
  readonly askByName: (key: string, text: string) => void;
  readonly questions: readonly Question[];
  /** Complete once the planner has asked everything. */
  readonly problems: (facts: Pick<Decided, "renames" | "known">) => readonly Problem[];
};

export function decisionRegistry(entries: ReadonlyMap<string, DecisionEntry>): DecisionRegistry {
  const questions: Question[] = [];
  const problems: Problem[] = [];

  const ask = (question: ConversionQuestion): Answer | null => {
    questions.push(question);
    const answer = entries.get(question.key)?.[question.direction] ?? null;
    if (answer === null || question.policies.includes(answer.policy)) return answer;
    const allowed = question.policies.map(policyText).join(", ");
    const message =
      answer.policy === "undecided"
        ? `undecided: ${question.text}`
        : `'${answer.policy}' is not an answer to: ${question.text}`;
    const code = answer.policy === "undecided" ? "decision-missing" : "decision-invalid";
    problems.push({ code, offset: answer.offset, message, suggestion: `write ${allowed}` });
    return null;
  };

  return {
    ask,
    hasAnswer: (key, direction) => (entries.get(key)?.[direction] ?? null) !== null,
    askByName: (key, text) => {
      questions.push({ kind: "by-name", key, text });
    },
    questions,
    problems: (facts) => [...problems, ...decisionProblems({ questions, entries, ...facts })],
  };
}
