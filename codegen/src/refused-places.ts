/**
 * Lists what a step refuses because a question has no answer. It is legal, and must be known before
 * a release.
 */

import type { DecidedStep } from "./decide-steps.js";
import type { DecisionsFile, Direction } from "./evolve/plan/decision-entry.js";
import type { Question } from "./evolve/plan/question.js";

type ConversionQuestion = Extract<Question, { readonly kind: "conversion" }>;

/** The places at which one direction of a step refuses some or all values by default. */
export type RefusedPlaces = {
  readonly fromVersion: number;
  readonly toVersion: number;
  /** `Type` or `Type.member`, in the names of the newer version. */
  readonly keys: readonly string[];
  /** The consequences for the messages whose senders are configured. */
  readonly notes: readonly string[];
};

export function refusedPlaces(
  steps: readonly DecidedStep[],
  decisions: ReadonlyMap<string, DecisionsFile>,
  notesOf: (
    newerVersion: number,
    olderVersion: number,
    keys: readonly string[],
  ) => readonly string[],
): readonly RefusedPlaces[] {
  return steps.flatMap(({ plan, questions }) => {
    const { older, newer } = plan;
    const file = decisions.get(`v${older}-v${newer}`) ?? null;
    const refused = refusedQuestions(questions, file);
    return (["upgrade", "downgrade"] as const).flatMap((direction): readonly RefusedPlaces[] => {
      const keys = keysOf(refused, direction);
      if (keys.length === 0) return [];
      return direction === "upgrade"
        ? [{ fromVersion: older, toVersion: newer, keys, notes: [] }]
        : [{ fromVersion: newer, toVersion: older, keys, notes: notesOf(newer, older, keys) }];
    });
  });
}

/** The questions that need no answer, have none, and refuse values without one. */
export function refusedQuestions(
  questions: readonly Question[],
  file: DecisionsFile | null,
): readonly ConversionQuestion[] {
  return questions
    .filter((question) => question.kind === "conversion")
    .filter((question) => refusesByDefault(question) && !isAnswered(question, file));
}

/** Tells whether the file answers a question, also with `undecided`. */
export function isAnswered(question: Question, file: DecisionsFile | null): boolean {
  const entry = file?.entries.get(question.key);
  if (question.kind === "by-name") return (entry?.byName ?? null) !== null;
  return (entry?.[question.direction] ?? null) !== null;
}

/** Some value is rejected without an entry, and the question may be left open. */
function refusesByDefault({ isRequired, isRefusing }: ConversionQuestion): boolean {
  return !isRequired && isRefusing;
}

function keysOf(questions: readonly ConversionQuestion[], direction: Direction): readonly string[] {
  return questions.filter((found) => found.direction === direction).map(({ key }) => key);
}
