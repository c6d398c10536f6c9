/** Asks of the parts that came back after a gap, and plans what carries those that are the same. */

import type { DecidedStep } from "./decide-steps.js";
import type { CarriedModulesInput, Ends } from "./emit/carried-module.js";
import { carryParts } from "./evolve/carry-parts.js";
import type { PartAgain } from "./evolve/plan/availability.js";
import type { CarriedSteps } from "./evolve/plan/chain.js";
import type { DecisionsFile } from "./evolve/plan/decision-entry.js";
import { partsAgain } from "./evolve/plan/parts-again.js";
import type { Question } from "./evolve/plan/question.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import type { ProtocolSource } from "./schema/protocol-source.js";

export type DecidedGap = {
  readonly ends: Ends;
  /** The parts that both ends have, by the keys of the newer one. */
  readonly keys: readonly string[];
  /** Those that are the same again, and are carried. */
  readonly carried: readonly PartAgain[];
  readonly steps: CarriedSteps | null;
  readonly modules: CarriedModulesInput | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The questions without an answer, for the scaffold; one answer serves both directions. */
  readonly unanswered: readonly Question[];
};

export type GapsInput = {
  /** Ascending, and the steps between them. */
  readonly schemas: readonly Schema[];
  readonly decided: readonly DecidedStep[];
  /** The decisions files by `vN-vM`. */
  readonly decisions: ReadonlyMap<string, DecisionsFile>;
  readonly source: ProtocolSource;
};

export function decideGaps(input: GapsInput): readonly DecidedGap[] {
  const steps = input.decided.map(({ plan }) => plan);
  const gaps = new Map<string, PartAgain[]>();
  for (const part of partsAgain(input.schemas, steps)) {
    const name = `v${part.older}-v${part.newer}`;
    gaps.set(name, [...(gaps.get(name) ?? []), part]);
  }
  return [...gaps].flatMap(([name, parts]) => {
    const [first] = parts;
    return first === undefined ? [] : [decideGap(name, first, parts, input)];
  });
}

function decideGap(
  name: string,
  { older, newer }: Ends,
  parts: readonly PartAgain[],
  input: GapsInput,
): DecidedGap {
  const ends = { older, newer };
  const file = input.decisions.get(name) ?? null;
  const path = file?.source.file ?? `${input.source.decisionsFolder ?? "decisions"}/${name}.ts`;
  const same = parts.filter(({ key }) => file?.entries.get(key)?.again === "same");
  const carried = same.length === 0 ? null : carry(ends, same, input);
  const inTheWay: readonly Diagnostic[] =
    same.length === 0 || carried !== null ? [] : [cannotCarry(path, same, file)];
  return {
    ends,
    keys: parts.map(({ key }) => key),
    carried: carried === null ? [] : same,
    steps: carried?.steps ?? null,
    modules: carried?.modules ?? null,
    diagnostics: [...questionProblems(path, parts, file), ...inTheWay],
    unanswered: unansweredParts(parts, file).map(
      (part): Question => ({ kind: "by-name", key: part.key, text: questionText(part) }),
    ),
  };
}

function questionProblems(
  path: string,
  parts: readonly PartAgain[],
  file: DecisionsFile | null,
): readonly Diagnostic[] {
  const keys = new Set(parts.map(({ key }) => key));
  const missing = unansweredParts(parts, file).map((part): Diagnostic => {
    const { key } = part;
    return {
      file: path,
      offset: file?.entries.get(key)?.offset ?? 0,
      message: `not decided: ${questionText(part)}`,
      suggestion: `"${key}": sameAgain("...the reason...") or another("...the reason...")`,
    };
  });
  const obsolete = [...(file?.entries.values() ?? [])]
    .filter(({ key }) => !keys.has(key))
    .map(({ key, offset }): Diagnostic => {
      const message = `'${key}' is no part that came back between these two versions`;
      return { file: path, offset, message, suggestion: "remove the entry" };
    });
  return [...missing, ...obsolete];
}

function unansweredParts(
  parts: readonly PartAgain[],
  file: DecisionsFile | null,
): readonly PartAgain[] {
  return parts.filter(({ key }) => (file?.entries.get(key)?.again ?? null) === null);
}

function questionText({ key, older, newer, olderKey }: PartAgain): string {
  const before = key === olderKey ? "it" : olderKey;
  return `v${newer} has ${key} again, as v${older} had ${before}: the same?`;
}

function cannotCarry(
  file: string,
  [part]: readonly PartAgain[],
  decisions: DecisionsFile | null,
): Diagnostic {
  const key = part?.key ?? "";
  return {
    file,
    offset: decisions?.entries.get(key)?.offset ?? 0,
    message: `${key} cannot be carried: a function of the decisions between converts what holds it`,
    suggestion: "answer another(...), or let the function decide about a member alone",
  };
}

function carry(
  ends: Ends,
  parts: readonly PartAgain[],
  { schemas, decided, decisions, source: { options } }: GapsInput,
): { readonly steps: CarriedSteps; readonly modules: CarriedModulesInput } | null {
  const isWithin = ({ version }: Schema) => version >= ends.older && version <= ends.newer;
  const own = decided.filter(({ plan }) => plan.older >= ends.older && plan.newer <= ends.newer);
  const within = schemas.filter(isWithin);
  const steps = carryParts({
    ...ends,
    parts,
    schemas: within,
    steps: own.map(({ plan }) => plan),
    entries: own.map(
      ({ plan }) => decisions.get(`v${plan.older}-v${plan.newer}`)?.entries ?? new Map(),
    ),
    options,
  });
  if (steps === null) return null;
  return {
    steps: { ...ends, steps: steps.map(({ plan }) => plan) },
    modules: {
      ends,
      steps,
      plain: new Map(within.map((schema) => [schema.version, schema])),
      questions: own.map(({ questions }) => questions),
      decisionsModules: own.map(({ decisionsModule }) => decisionsModule),
      options,
    },
  };
}
