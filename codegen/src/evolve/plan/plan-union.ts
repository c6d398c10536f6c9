/** Plans the conversion of a union: variants match by name, payloads by their own types. */

import type { Type } from "../../schema/model.js";
import type { NamedRelation, VariantRelation } from "../compare/relation.js";
import {
  ask,
  inDirection,
  moduleNames,
  otherName,
  otherType,
  type PairContext,
  renameQuestion,
  settle,
  sourceMembers,
  sourceSide,
} from "./pair-context.js";
import type { PlanBody, VariantPlan } from "./type-plan.js";

type UnionRelation = Extract<NamedRelation, { readonly kind: "union" }>;

export function planUnion(context: PairContext, relation: UnionRelation): PlanBody {
  const key = relation.newerName;
  if (context.direction === "upgrade" && relation.asksByName) {
    context.registry.askByName(key, `variants of ${key} have other tags: do they match by name?`);
  }
  const variants = sourceMembers(context, relation.variants).map(
    (variant): VariantPlan =>
      variant.kind === "kept"
        ? keptVariant(context, relation, variant)
        : missingVariant(context, relation, variant),
  );
  return { kind: "union", variants };
}

function keptVariant(
  context: PairContext,
  relation: UnionRelation,
  variant: Extract<VariantRelation, { readonly kind: "kept" }>,
): VariantPlan {
  const { source, target } = inDirection(context, variant.olderName, variant.name);
  const key = `${relation.newerName}.${variant.name}`;
  const names = moduleNames(context);
  const { payload } = variant;
  const settled = settle(context, payload, {
    key,
    text: `${key} of ${names.source}: what does it become in ${names.target}?`,
    given: payloadText(
      context,
      relation,
      source,
      inDirection(context, payload.older, payload.newer).source,
    ),
    wanted: wantedText(context, relation),
  });
  switch (settled.kind) {
    case "convert": {
      const { conversion } = settled;
      return { source, to: { kind: "variant", name: target, conversion } };
    }
    case "decided":
      return { source, to: { kind: "decided", key } };
    case "reject":
      return { source, to: { kind: "reject", reason: otherType(context) } };
    default:
      return settled satisfies never;
  }
}

function missingVariant(
  context: PairContext,
  relation: UnionRelation,
  variant: Extract<VariantRelation, { readonly kind: "added" | "removed" }>,
): VariantPlan {
  const { name, type } = variant;
  const key = `${relation.newerName}.${name}`;
  const answer = ask(context, {
    key,
    ...renameQuestion(sourceSide(context), otherName(relation.renames, variant)),
    text: `${moduleNames(context).target} has no ${key}: what is sent in its place?`,
    policies: ["function", "reject"],
    given: payloadText(context, relation, name, type),
    wanted: wantedText(context, relation),
  });
  if (answer?.policy === "function") return { source: name, to: { kind: "decided", key } };
  return { source: name, to: { kind: "reject", reason: null } };
}

function payloadText(
  context: PairContext,
  relation: UnionRelation,
  name: string,
  type: Type,
): string {
  const module = moduleNames(context).source;
  if (type.kind === "reference") return `${module}.${type.name}`;
  const { source } = inDirection(context, relation.olderName, relation.newerName);
  const tag = JSON.stringify(name);
  return `Extract<${module}.${source}, { readonly tag: ${tag} }>["val"]`;
}

function wantedText(context: PairContext, relation: UnionRelation): string {
  const { target } = inDirection(context, relation.olderName, relation.newerName);
  return `${moduleNames(context).target}.${target}`;
}
