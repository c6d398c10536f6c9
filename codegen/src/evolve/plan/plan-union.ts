/** Plans the conversion of a union: variants match by name, payloads by their own types. */

import type { NamedType, Variant } from "../../schema/model.js";
import { type MemberPair, type MemberPairs, matchMembers } from "./match-members.js";
import {
  ask,
  inDirection,
  moduleNames,
  otherType,
  type PairContext,
  renameQuestion,
  settle,
  sourceSide,
} from "./pair-context.js";
import type { PlanBody, VariantPlan } from "./type-plan.js";

type Pair = { readonly older: NamedType; readonly newer: NamedType };

export function planUnion(
  context: PairContext,
  pair: Pair,
  older: readonly Variant[],
  newer: readonly Variant[],
): PlanBody {
  const key = pair.newer.name;
  // A variant bears the name of its type, so that a renamed type renames it too.
  const renamed = ({ type }: Variant) => {
    const olderName = type.kind === "reference" ? context.olderNameOf(type.name) : null;
    return type.kind === "reference" && olderName !== type.name ? olderName : null;
  };
  const members = matchMembers(key, older, newer, context.registry, renamed);
  const [olderOwners, newerOwners] = [older, newer].map(
    (variants) => new Map(variants.map(({ tag, name }) => [tag, name])),
  );
  // A tag that only this variant has ever used cannot be mistaken for another variant.
  const retagged = members.pairs.some(
    (match) =>
      !match.isRename &&
      match.older.tag !== match.newer.tag &&
      (newerOwners?.has(match.older.tag) || olderOwners?.has(match.newer.tag)),
  );
  if (context.direction === "upgrade" && retagged) {
    context.registry.askByName(key, `variants of ${key} have other tags: do they match by name?`);
  }
  const variants = inDirection(context, older, newer).source.map((variant): VariantPlan => {
    const match = members.pairs.find((found) => found.older === variant || found.newer === variant);
    const to =
      match === undefined
        ? missingVariant(context, pair, variant, members)
        : keptVariant(context, pair, match);
    return { source: variant.name, to };
  });
  const isIdentity = variants.every(
    ({ source, to }) =>
      to.kind === "variant" && to.name === source && to.conversion.kind === "identity",
  );
  return isIdentity ? { kind: "identity" } : { kind: "union", variants };
}

function keptVariant(
  context: PairContext,
  pair: Pair,
  match: MemberPair<Variant>,
): VariantPlan["to"] {
  const { source, target } = inDirection(context, match.older, match.newer);
  const key = `${pair.newer.name}.${match.newer.name}`;
  const names = moduleNames(context);
  const settled = settle(
    context,
    { older: match.older.type, newer: match.newer.type },
    {
      key,
      text: `${key} of ${names.source}: what does it become in ${names.target}?`,
      given: payloadText(context, pair, source),
      wanted: wantedText(context, pair),
    },
  );
  switch (settled.kind) {
    case "convert":
      return { kind: "variant", name: target.name, conversion: settled.conversion };
    case "decided":
      return { kind: "decided", key };
    case "reject":
      return { kind: "reject", reason: otherType(context) };
    default:
      return settled satisfies never;
  }
}

function missingVariant(
  context: PairContext,
  pair: Pair,
  variant: Variant,
  members: MemberPairs<Variant>,
): VariantPlan["to"] {
  const key = `${pair.newer.name}.${variant.name}`;
  const names = moduleNames(context);
  const isAlike = (other: Variant) => {
    const { direction, isEqual } = context;
    const isEqualType =
      direction === "upgrade"
        ? isEqual(variant.type, other.type)
        : isEqual(other.type, variant.type);
    return isEqualType && other.tag === variant.tag;
  };
  const lacking = inDirection(context, members.removed, members.added).target;
  const answer = ask(context, {
    key,
    ...renameQuestion(sourceSide(context), lacking.find(isAlike)),
    text: `${names.target} has no ${key}: what is sent in its place?`,
    policies: ["function", "reject"],
    given: payloadText(context, pair, variant),
    wanted: wantedText(context, pair),
  });
  if (answer?.policy === "function") return { kind: "decided", key };
  return { kind: "reject", reason: null };
}

function payloadText(context: PairContext, pair: Pair, { name, type }: Variant): string {
  const module = moduleNames(context).source;
  if (type.kind === "reference") return `${module}.${type.name}`;
  const { source } = inDirection(context, pair.older, pair.newer);
  const tag = JSON.stringify(name);
  return `Extract<${module}.${source.name}, { readonly tag: ${tag} }>["val"]`;
}

function wantedText(context: PairContext, pair: Pair): string {
  const { target } = inDirection(context, pair.older, pair.newer);
  return `${moduleNames(context).target}.${target.name}`;
}
