/** The context of planning one pair of types in one direction. */

import type { EmitOptions } from "../../schema/representation.js";
import type { Comparison } from "../compare/comparison.js";
import type { MemberRelation, Relation, RenameSuggestion } from "../compare/relation.js";
import {
  type Conversion,
  conversionOf,
  lossOf,
  omitting,
  passesSome,
  rejecting,
} from "./conversion.js";
import type { Answer, Direction, Policy } from "./decision-entry.js";
import type { DecisionRegistry } from "./decision-registry.js";

export type PairContext = {
  readonly direction: Direction;
  readonly comparison: Comparison;
  readonly registry: DecisionRegistry;
  readonly options: EmitOptions;
};

export type MemberQuestion = {
  readonly key: string;
  readonly isRequired: boolean;
  /** True where it is left out. */
  readonly isRefusing?: boolean;
  readonly text: string;
  readonly policies: readonly Policy[];
  readonly given: string;
  readonly wanted: string;
  readonly dropped?: string;
  /** Tells whether `given` is a value and not a type of the source version. */
  readonly isLiteral?: boolean;
  readonly renameCandidates?: readonly string[];
};

export function ask(context: PairContext, question: MemberQuestion): Answer | null {
  const { isLiteral, ...asked } = question;
  return context.registry.ask({
    kind: "conversion",
    direction: context.direction,
    isRefusing: true,
    dropped: "never",
    renameCandidates: [],
    renamedTo: [],
    ...asked,
    versions: namedVersions(context, question),
  });
}

function namedVersions(
  context: PairContext,
  { policies, isLiteral = false }: MemberQuestion,
): readonly number[] {
  const { older, newer } = context.comparison;
  const { source, target } = inDirection(context, older.schema.version, newer.schema.version);
  const isConverted = policies.includes("function");
  const namesSource = (isConverted && !isLiteral) || policies.includes("drop-if");
  return [...(namesSource ? [source] : []), ...(isConverted ? [target] : [])];
}

/**
 * The rename candidate of a member that only one version has: the member in its position that only
 * the other version has. A rename is declared by an entry of the newer name.
 */
export function renameQuestion(
  owner: "older" | "newer",
  otherName: string | undefined,
): Pick<MemberQuestion, "isRequired" | "renameCandidates"> {
  const isCandidate = otherName !== undefined && owner === "newer";
  return { isRequired: otherName !== undefined, renameCandidates: isCandidate ? [otherName] : [] };
}

/**
 * The counterpart of a member that only one version has: the member at its position that only the
 * other has.
 */
export function otherName(
  renames: readonly RenameSuggestion[],
  { kind, name }: MemberRelation,
): string | undefined {
  return kind === "added"
    ? renames.find(({ newerName }) => newerName === name)?.olderName
    : renames.find(({ olderName }) => olderName === name)?.newerName;
}

/** The members that the source has, in its order. */
export function sourceMembers<M extends MemberRelation>(
  context: PairContext,
  members: readonly M[],
): readonly M[] {
  return membersOf(members, sourceSide(context));
}

/** The members that the target has, in its order. */
export function targetMembers<M extends MemberRelation>(
  context: PairContext,
  members: readonly M[],
): readonly M[] {
  return membersOf(members, targetSide(context));
}

function membersOf<M extends MemberRelation>(
  members: readonly M[],
  side: "older" | "newer",
): readonly M[] {
  const missing = side === "older" ? "added" : "removed";
  const indexOf = (member: MemberRelation) => {
    if (member.kind !== "kept") return member.index;
    return side === "older" ? member.olderIndex : member.newerIndex;
  };
  return members
    .filter(({ kind }) => kind !== missing)
    .sort((left, right) => indexOf(left) - indexOf(right));
}

/** The version that `direction` starts from. */
export function sourceSide({ direction }: PairContext): "older" | "newer" {
  return direction === "upgrade" ? "older" : "newer";
}

export function targetSide({ direction }: PairContext): "older" | "newer" {
  return direction === "upgrade" ? "newer" : "older";
}

/** `v1` and `v2` as the names of the modules, in the direction of the conversion. */
export function moduleNames(context: PairContext): {
  readonly source: string;
  readonly target: string;
} {
  const { older, newer } = context.comparison;
  return inDirection(context, `v${older.schema.version}`, `v${newer.schema.version}`);
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

/** The way in which two versions of a type are converted: by rule, by a function, or not at all. */
export type Settled =
  | { readonly kind: "convert"; readonly conversion: Conversion }
  | { readonly kind: "decided" }
  | { readonly kind: "reject" };

/**
 * Asks for a decision if the conversion is lossy. Values that do not fit are rejected by default in
 * a downgrade whose upgrade is lossless; everywhere else a decision is required. A lossless
 * conversion may be decided by hand as well: a meaning can change without its type.
 */
export function settle(
  context: PairContext,
  relation: Relation,
  question: Pick<MemberQuestion, "key" | "text" | "given" | "wanted">,
): Settled {
  const { comparison, direction, registry, options } = context;
  const conversion = conversionOf(relation, {
    direction,
    older: comparison.older.graph,
    newer: comparison.newer.graph,
    options,
  });
  const loss = lossOf(conversion);
  const isByChoice = registry.hasAnswer(question.key, direction);
  if (loss === "none" && !isByChoice) return { kind: "convert", conversion };
  const { key } = question;
  const omitted = direction === "downgrade" ? omitting(conversion, { key, reason: "" }) : null;
  const answer = ask(context, {
    ...question,
    isRequired: loss === "both-ways" || (loss !== "none" && direction === "upgrade"),
    isRefusing: loss !== "none",
    policies: omitted === null ? ["function", "reject"] : ["function", "omit", "reject"],
  });
  if (answer?.policy === "function") return { kind: "decided" };
  if (answer?.policy === "omit") {
    const omittingPart = omitting(conversion, { key, reason: answer.reason ?? "" });
    if (omittingPart !== null) return { kind: "convert", conversion: omittingPart };
  }
  const rejected = rejecting(conversion);
  return passesSome(rejected) ? { kind: "convert", conversion: rejected } : { kind: "reject" };
}
