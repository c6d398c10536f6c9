/** Asks of the parts that came back after a gap, and plans what carries those that are the same. */

import type { DecidedStep } from "./decide-steps.js";
import { type CarriedGaps, carryParts, type Obstacle } from "./evolve/carry-parts.js";
import type { DecisionsFile } from "./evolve/plan/decision-entry.js";
import { type PartAgain, partsAgain } from "./evolve/plan/parts-again.js";
import type { Question } from "./evolve/plan/question.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { decisionsFileName } from "./schema/representation.js";

/** The questions of one decisions file of two versions that are not neighbours. */
export type AskedGap = {
  readonly ends: { readonly older: number; readonly newer: number };
  /** The parts that both ends have, by the keys of the newer one. */
  readonly keys: readonly string[];
  /** Those that are the same again. */
  readonly same: readonly string[];
  /** The questions without an answer, for the scaffold; one answer serves both directions. */
  readonly unanswered: readonly Question[];
};

export type DecidedGaps = {
  readonly asked: readonly AskedGap[];
  /** The carried gaps; none while something is undecided. */
  readonly carried: readonly CarriedGaps[];
  readonly diagnostics: readonly Diagnostic[];
};

export const NO_GAPS: DecidedGaps = { asked: [], carried: [], diagnostics: [] };

export type GapsInput = {
  /** The schemas in ascending order, and the steps between them. */
  readonly schemas: readonly Schema[];
  readonly decided: readonly DecidedStep[];
  /** The decisions files by `vN-vM`. */
  readonly decisions: ReadonlyMap<string, DecisionsFile>;
  readonly source: ProtocolSource;
};

export function decideGaps(input: GapsInput): DecidedGaps {
  const { schemas, decided, decisions, source } = input;
  const parts = partsAgain(
    schemas,
    decided.map(({ plan }) => plan),
    source.options,
  );
  const carried = carryParts({
    schemas,
    steps: decided,
    parts: parts.filter((part) => answerTo(part, decisions) !== "another"),
    options: source.options,
  });
  const obstacles = carried.flatMap((gaps) => gaps.obstacles);
  const names = [...new Set(parts.map(stepName))];
  const asked = names.map((name) => {
    const own = parts.filter((part) => stepName(part) === name);
    return decideGap(name, own, obstacles, input);
  });
  const diagnostics = asked.flatMap((gap) => gap.diagnostics);
  return { asked, carried: diagnostics.length > 0 ? [] : carried, diagnostics };
}

/** The name of the decisions file of two versions. */
function stepName({ older, newer }: { readonly older: number; readonly newer: number }): string {
  return `v${older}-v${newer}`;
}

function answerTo(part: PartAgain, decisions: GapsInput["decisions"]): "same" | "another" | null {
  return decisions.get(stepName(part))?.entries.get(part.key)?.again ?? null;
}

function decideGap(
  name: string,
  parts: readonly PartAgain[],
  obstacles: readonly Obstacle[],
  { decisions, source }: GapsInput,
): AskedGap & { readonly diagnostics: readonly Diagnostic[] } {
  const file = decisions.get(name) ?? null;
  const path =
    file?.source.file ??
    `${source.decisionsFolder ?? "decisions"}/${decisionsFileName(name, source.options)}`;
  const [first] = parts;
  const answered = (wanted: "same" | null) =>
    parts.filter((part) => answerTo(part, decisions) === wanted);
  const obstacleOf = (part: PartAgain) => obstacles.find((found) => found.part === part) ?? null;
  const report = (
    part: PartAgain,
    { code, message, suggestion }: Pick<Diagnostic, "code" | "message" | "suggestion">,
  ): Diagnostic => {
    const offset = file?.entries.get(part.key)?.offset ?? 0;
    return { file: path, code, offset, message, suggestion };
  };
  const keys = parts.map(({ key }) => key);
  const obsolete = [...(file?.entries.values() ?? [])]
    .filter(({ key }) => !keys.includes(key))
    .map(({ key, offset }): Diagnostic => {
      const message = `'${key}' is no part that came back between these two versions`;
      return {
        file: path,
        code: "decision-obsolete",
        offset,
        message,
        suggestion: "remove the entry",
      };
    });
  return {
    ends: { older: first?.older ?? 0, newer: first?.newer ?? 0 },
    keys,
    same: answered("same").map(({ key }) => key),
    unanswered: answered(null).map((part): Question => {
      return { kind: "by-name", key: part.key, text: questionText(part, obstacleOf(part)) };
    }),
    diagnostics: [
      ...answered(null).map((part) => {
        const obstacle = obstacleOf(part);
        const message = `not decided: ${questionText(part, obstacle)}`;
        const same = obstacle === null ? 'sameAgain("...the reason...") or ' : "";
        const suggestion = `"${part.key}": ${same}another("...the reason...")`;
        return report(part, { code: "gap-undecided", message, suggestion });
      }),
      ...answered("same").flatMap((part) => {
        const obstacle = obstacleOf(part);
        if (obstacle === null) return [];
        const message = `${part.key} cannot be carried: ${obstacle.text}`;
        const suggestion =
          "answer another(...), or decide by hand only about what does not hold it";
        return [report(part, { code: "gap-not-carried", message, suggestion })];
      }),
      ...obsolete,
    ],
  };
}

function questionText(
  { key, older, newer, olderKey, retyped }: PartAgain,
  obstacle: Obstacle | null,
): string {
  const before = key === olderKey ? "it" : olderKey;
  const question =
    retyped === null
      ? `v${newer} has ${key} again, as v${older} had ${before}: the same?`
      : `v${newer} has ${key} again, as ${retyped.newer}, and v${older} had ${before} as ${retyped.older}: the same?`;
  return obstacle === null ? question : `${question} (It cannot be carried: ${obstacle.text}.)`;
}
