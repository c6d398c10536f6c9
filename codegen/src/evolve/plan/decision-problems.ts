/** Problems of the decisions of a step: missing, misspelt, obsolete, or an invalid rename. */

import type { Problem } from "../../schema/diagnostic.js";
import { didYouMean } from "../../schema/nearest-name.js";
import type { Answer, DecisionEntry } from "./decision-entry.js";
import type { ConversionQuestion, Question } from "./question.js";
import { questionState } from "./question-state.js";

export type Decided = {
  /** Everything that the step asks. */
  readonly questions: readonly Question[];
  /** Everything that the file answers, by key. */
  readonly entries: ReadonlyMap<string, DecisionEntry>;
  /** The keys whose rename the comparison has used. */
  readonly renames: ReadonlySet<string>;
  /** The keys of all types and members, which a person may convert by hand. */
  readonly known: readonly string[];
};

export function decisionProblems(decided: Decided): readonly Problem[] {
  const { questions, entries, renames } = decided;
  // An invalid rename is reported once; its other questions would only follow from it.
  const open = questions.filter(({ key }) => renames.has(key) || !isRename(entries.get(key)));
  const keys = new Set(questions.map(({ key }) => key));
  return [
    ...missingProblems(open, entries),
    ...[...entries.values()].flatMap((entry) => {
      if (isRename(entry) && !renames.has(entry.key)) return [renameProblem(entry)];
      if (!isRename(entry) && !keys.has(entry.key)) return [unaskedProblem(entry, keys, decided)];
      return directionProblems(entry, questions);
    }),
  ];
}

function renameProblem({ key, offset, renamedFrom }: DecisionEntry): Problem {
  const message = `'${key}' cannot be renamed from '${renamedFrom}': it is not new, or that name is not free`;
  return {
    code: "rename-invalid",
    offset,
    message,
    suggestion: "name what only the older version has",
  };
}

function unaskedProblem(
  { key, offset }: DecisionEntry,
  keys: ReadonlySet<string>,
  { entries, known }: Decided,
): Problem {
  const [type = key] = key.split(".", 1);
  if (known.includes(key) && type !== key && entries.has(type)) {
    const message = `'${key}' is not asked: '${type}' is converted as a whole`;
    return {
      code: "decision-obsolete",
      offset,
      message,
      suggestion: `remove the entry, or that of '${type}'`,
    };
  }
  const message = `this step has no question about '${key}'`;
  const nearest = didYouMean(key, keys) ?? didYouMean(key, known);
  return { code: "decision-obsolete", offset, message, suggestion: nearest ?? "remove the entry" };
}

/** Reports answers for a direction that has no question. */
function directionProblems(
  entry: DecisionEntry,
  questions: readonly Question[],
): readonly Problem[] {
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
    return [{ code: "decision-obsolete", offset: answer.offset, message, suggestion: "remove it" }];
  });
}

function isRename(entry: DecisionEntry | undefined): boolean {
  return entry !== undefined && entry.renamedFrom !== null;
}

/** One problem a key, at the entry that is incomplete or at the start of the file. */
function missingProblems(
  questions: readonly Question[],
  entries: ReadonlyMap<string, DecisionEntry>,
): readonly Problem[] {
  return questions.flatMap((question): readonly Problem[] => {
    if (questionState(question, entries) !== "needed") return [];
    const entry = entries.get(question.key);
    const suggestion =
      question.kind === "by-name"
        ? entryText(question, entry, BY_NAME)
        : suggestionFor(question, entry);
    const [code, offset] = ["decision-missing", entry?.offset ?? 0] as const;
    return [{ code, offset, message: `not decided: ${question.text}`, suggestion }];
  });
}

const BY_NAME = 'byName("...the reason...")';

function suggestionFor(question: ConversionQuestion, entry: DecisionEntry | undefined): string {
  const answers = question.policies.map(policyText).join(" or ");
  const rename = question.renameCandidates.map(
    (name) => `, or "${question.key}": renamedFrom("${name}")`,
  );
  const renamed = question.renamedTo.map(
    (name) => `, or "${name}": renamedFrom("${question.key}")`,
  );
  const text = `{ ${question.direction}: ${answers} }`;
  return [entryText(question, entry, text), ...rename, ...renamed].join("");
}

/** A rename keeps its name, and answers what else is asked behind it. */
function entryText({ key }: Question, entry: DecisionEntry | undefined, answer: string): string {
  const olderName = entry?.renamedFrom ?? null;
  if (olderName === null) return `"${key}": ${answer}`;
  return `"${key}": renamedFrom("${olderName}", ${answer})`;
}

export function policyText(policy: Answer["policy"]): string {
  switch (policy) {
    case "reject":
      return "reject";
    case "drop":
      return 'drop("...the reason...")';
    case "drop-if":
      return "dropIfDefault(...)";
    case "omit":
      return 'omit("...the reason...")';
    case "function":
      return "a function";
    case "undecided":
      return "an answer";
    default:
      return policy satisfies never;
  }
}
