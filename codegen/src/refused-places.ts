/**
 * Lists what a step refuses because a question has no answer. It is legal, and must be known before
 * a release.
 */

import type { DecidedStep } from "./decide-steps.js";
import { keysIn } from "./evolve/plan/question-state.js";

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
  notesOf: (newerVersion: number, keys: readonly string[]) => readonly string[],
): readonly RefusedPlaces[] {
  return steps.flatMap(({ plan: { older, newer }, questions, entries }) =>
    (["upgrade", "downgrade"] as const).flatMap((direction): readonly RefusedPlaces[] => {
      const asked = questions.filter(
        (question) => question.kind === "conversion" && question.direction === direction,
      );
      const keys = keysIn("refusing", asked, entries);
      if (keys.length === 0) return [];
      return direction === "upgrade"
        ? [{ fromVersion: older, toVersion: newer, keys, notes: [] }]
        : [{ fromVersion: newer, toVersion: older, keys, notes: notesOf(newer, keys) }];
    }),
  );
}
