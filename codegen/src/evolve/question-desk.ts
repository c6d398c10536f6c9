/**
 * Where the planner asks: it answers from the decisions file, keeps every question for the
 * generated type, and reports what is missing, misspelt, obsolete or not an answer.
 */

import type { Problem } from "../schema/diagnostic.js";
import { didYouMean } from "../schema/nearest-name.js";
import type { Answer, DecisionEntry, Direction } from "./decision-entry.js";
import type { Question } from "./question.js";

type ConversionQuestion = Extract<Question, { readonly kind: "conversion" }>;

export type QuestionDesk = {
  /** The answer; null where there is none, or none that the question takes. */
  readonly ask: (question: ConversionQuestion) => Answer | null;
  /** Whether the file answers although nobody has asked: a person may always convert by hand. */
  readonly hasAnswer: (key: string, direction: Direction) => boolean;
  readonly askByName: (key: string, text: string) => void;
  /** The name in the older version of what the newer one calls `key`; null if it is the same. */
  readonly olderName: (key: string) => string | null;
  /** A rename that the planner has made use of. */
  readonly useRename: (key: string) => void;
  readonly questions: readonly Question[];
  /** The keys whose rename has been made use of. */
  readonly renamedKeys: ReadonlySet<string>;
  /** Complete once the planner has asked everything. */
  readonly problems: () => readonly Problem[];
};

export function questionDesk(entries: ReadonlyMap<string, DecisionEntry>): QuestionDesk {
  const questions: Question[] = [];
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
        : `'${answer.policy}' is no answer to: ${question.text}`;
    problems.push({ offset: answer.offset, message, suggestion: `write ${allowed}` });
    return null;
  };

  const unaskedProblem = (entry: DecisionEntry): Problem | null => {
    const keys = new Set(questions.map(({ key }) => key));
    if (!keys.has(entry.key)) {
      const suggestion = didYouMean(entry.key, keys) ?? "remove the entry";
      return {
        offset: entry.offset,
        message: `nothing is to be decided about '${entry.key}' in this step`,
        suggestion,
      };
    }
    return null;
  };

  const entryProblems = (entry: DecisionEntry): readonly Problem[] => {
    if (entry.renamedFrom !== null) {
      if (renames.has(entry.key)) return [];
      const message = `'${entry.key}' is not new, or there is no '${entry.renamedFrom}' that it could be`;
      return [
        { offset: entry.offset, message, suggestion: "name what only the older version has" },
      ];
    }
    const unasked = unaskedProblem(entry);
    if (unasked !== null) return [unasked];
    return (["upgrade", "downgrade"] as const).flatMap((direction) => {
      const answer = entry[direction];
      const isAsked = questions.some(
        (question) =>
          question.kind === "conversion" &&
          question.key === entry.key &&
          question.direction === direction,
      );
      if (answer === null || isAsked) return [];
      const message = `the ${direction} of '${entry.key}' is not a question of this step`;
      return [{ offset: answer.offset, message, suggestion: "remove it" }];
    });
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
    questions,
    renamedKeys: renames,
    problems: () => [
      ...problems,
      ...missingProblems(questions, entries),
      ...[...entries.values()].flatMap(entryProblems),
    ],
  };
}

/** One problem a key, at the entry that is incomplete or at the start of the file. */
function missingProblems(
  questions: readonly Question[],
  entries: ReadonlyMap<string, DecisionEntry>,
): readonly Problem[] {
  return questions.flatMap((question): readonly Problem[] => {
    const entry = entries.get(question.key);
    const offset = entry?.offset ?? 0;
    if (question.kind === "by-name") {
      if (entry !== undefined && entry.byName !== null) return [];
      const suggestion = `"${question.key}": byName("...the reason...")`;
      return [{ offset, message: `not decided: ${question.text}`, suggestion }];
    }
    if (!question.isRequired || (entry?.[question.direction] ?? null) !== null) return [];
    return [
      { offset, message: `not decided: ${question.text}`, suggestion: suggestionFor(question) },
    ];
  });
}

function suggestionFor(question: ConversionQuestion): string {
  const answers = question.policies.map(policyText).join(" or ");
  const rename = question.renameCandidates.map(
    (name) => `, or "${question.key}": renamedFrom("${name}")`,
  );
  return `"${question.key}": { ${question.direction}: ${answers} }${rename.join("")}`;
}

function policyText(policy: Answer["policy"]): string {
  switch (policy) {
    case "reject":
      return "reject";
    case "drop":
      return 'drop("...the reason...")';
    case "drop-if":
      return "dropIfDefault(...)";
    case "function":
      return "a function";
    case "undecided":
      return "an answer";
    default:
      return policy satisfies never;
  }
}
