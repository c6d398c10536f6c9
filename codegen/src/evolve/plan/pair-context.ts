/** The context of planning one pair of types in one direction. */

import type { Type } from "../../schema/model.js";
import type { TypeGraph } from "../../schema/type-graph.js";
import { type Conversion, lossOf } from "./conversion.js";
import type { Answer, Direction, Policy } from "./decision-entry.js";
import type { DecisionRegistry } from "./decision-registry.js";

export type VersionSide = { readonly version: number; readonly graph: TypeGraph };

export type PairContext = {
  readonly direction: Direction;
  readonly older: VersionSide;
  readonly newer: VersionSide;
  readonly registry: DecisionRegistry;
  readonly isEqual: (older: Type, newer: Type) => boolean;
  /** From a type of the source version to one of the target version. */
  readonly conversion: (source: Type, target: Type) => Conversion;
  readonly olderNameOf: (newerName: string) => string | null;
};

export type MemberQuestion = {
  readonly key: string;
  readonly isRequired: boolean;
  readonly text: string;
  readonly policies: readonly Policy[];
  readonly given: string;
  readonly wanted: string;
  readonly dropped?: string;
  /** Whether `given` is a value and not a type of the source version. */
  readonly isLiteral?: boolean;
  readonly renameCandidates?: readonly string[];
};

export function ask(context: PairContext, question: MemberQuestion): Answer | null {
  const { isLiteral, ...asked } = question;
  return context.registry.ask({
    kind: "conversion",
    direction: context.direction,
    dropped: "never",
    renameCandidates: [],
    ...asked,
    versions: namedVersions(context, question),
  });
}

function namedVersions(
  context: PairContext,
  { policies, isLiteral = false }: MemberQuestion,
): readonly number[] {
  const { source, target } = inDirection(context, context.older, context.newer);
  const isConverted = policies.includes("function");
  const namesSource = (isConverted && !isLiteral) || policies.includes("drop-if");
  return [...(namesSource ? [source.version] : []), ...(isConverted ? [target.version] : [])];
}

/**
 * The rename candidate of a member that only one version has: the member in its position that only
 * the other version has. A rename is declared by an entry of the newer name.
 */
export function renameQuestion(
  owner: "older" | "newer",
  other: { readonly name: string } | undefined,
): Pick<MemberQuestion, "isRequired" | "renameCandidates"> {
  const isCandidate = other !== undefined && owner === "newer";
  return { isRequired: other !== undefined, renameCandidates: isCandidate ? [other.name] : [] };
}

/** The version that `direction` starts from. */
export function sourceSide({ direction }: PairContext): "older" | "newer" {
  return direction === "upgrade" ? "older" : "newer";
}

export function targetSide({ direction }: PairContext): "older" | "newer" {
  return direction === "upgrade" ? "newer" : "older";
}

/** `v1` and `v2` as the names of the modules, in the direction of the conversion. */
export function moduleNames({ direction, older, newer }: PairContext): {
  readonly source: string;
  readonly target: string;
} {
  const names = [`v${older.version}`, `v${newer.version}`] as const;
  return direction === "upgrade"
    ? { source: names[0], target: names[1] }
    : { source: names[1], target: names[0] };
}

/** `older` and `newer` in the direction of the conversion. */
export function inDirection<T>(
  { direction }: PairContext,
  older: T,
  newer: T,
): {
  readonly source: T;
  readonly target: T;
} {
  return direction === "upgrade"
    ? { source: older, target: newer }
    : { source: newer, target: older };
}

/** The reason for rejecting a value whose counterpart in the target has another type. */
export function otherType(context: PairContext): string {
  return `has another type in ${moduleNames(context).target}`;
}

/** The result of planning two versions of one type: convert by rule, by a function, or reject. */
export type Settled =
  | { readonly kind: "convert"; readonly conversion: Conversion }
  | { readonly kind: "decided" }
  | { readonly kind: "reject" };

/**
 * Asks for a decision where the conversion is lossy. In a downgrade whose upgrade is lossless,
 * values that do not fit are rejected by default; everywhere else a decision is required.
 */
export function settle(
  context: PairContext,
  types: { readonly older: Type; readonly newer: Type },
  question: Pick<MemberQuestion, "key" | "text" | "given" | "wanted">,
): Settled {
  const { source, target } = inDirection(context, types.older, types.newer);
  const conversion = context.conversion(source, target);
  const isByChoice = context.registry.hasAnswer(question.key, context.direction);
  const loss = lossOf(conversion);
  if (loss === "none" && !isByChoice) return { kind: "convert", conversion };
  const isByHand = conversion.kind === "decide";
  const isRequired = loss === "both-ways" || (loss !== "none" && context.direction === "upgrade");
  const answer = ask(context, { ...question, isRequired, policies: ["function", "reject"] });
  if (answer?.policy === "function") return { kind: "decided" };
  return isByHand ? { kind: "reject" } : { kind: "convert", conversion };
}
