/** Plans the conversion of an enum: by name, which is what its values are in TypeScript. */

import type { NamedRelation, ValueRelation } from "../compare/relation.js";
import {
  ask,
  inDirection,
  moduleNames,
  otherName,
  type PairContext,
  renameQuestion,
  sourceMembers,
  sourceSide,
} from "./pair-context.js";
import type { PlanBody, ValuePlan } from "./type-plan.js";

type EnumRelation = Extract<NamedRelation, { readonly kind: "enum" }>;

export function planEnum(context: PairContext, relation: EnumRelation): PlanBody {
  const key = relation.newerName;
  if (context.direction === "upgrade" && relation.asksByName) {
    context.registry.askByName(key, `values of ${key} have other numbers: do they match by name?`);
  }
  const values = sourceMembers(context, relation.values).map(
    (value): ValuePlan =>
      value.kind === "kept"
        ? keptValue(context, relation, value)
        : missingValue(context, relation, value),
  );
  return { kind: "enum", values };
}

function keptValue(
  context: PairContext,
  relation: EnumRelation,
  value: Extract<ValueRelation, { readonly kind: "kept" }>,
): ValuePlan {
  const { source, target } = inDirection(context, value.olderName, value.name);
  const to = { kind: "value", name: target } as const;
  const key = `${relation.newerName}.${value.name}`;
  if (!context.registry.hasAnswer(key, context.direction)) return { source, to };
  const answer = ask(context, {
    ...valueQuestion(context, relation, source),
    key,
    isRequired: false,
    isRefusing: false,
    text: `${key}: what does it become in ${moduleNames(context).target}?`,
  });
  if (answer?.policy === "function") return { source, to: { kind: "decided", key } };
  return { source, to: answer === null ? to : { kind: "reject" } };
}

function missingValue(
  context: PairContext,
  relation: EnumRelation,
  value: Extract<ValueRelation, { readonly kind: "added" | "removed" }>,
): ValuePlan {
  const key = `${relation.newerName}.${value.name}`;
  const { source } = inDirection(context, relation.olderName, relation.newerName);
  const answer = ask(context, {
    ...valueQuestion(context, relation, value.name),
    key,
    ...renameQuestion(sourceSide(context), otherName(relation.renames, value)),
    text: `${moduleNames(context).target} has no ${source}.${value.name}: what takes its place?`,
  });
  const isDecided = answer?.policy === "function";
  return { source: value.name, to: isDecided ? { kind: "decided", key } : { kind: "reject" } };
}

function valueQuestion(context: PairContext, relation: EnumRelation, name: string) {
  const { target } = inDirection(context, relation.olderName, relation.newerName);
  return {
    policies: ["function", "reject"],
    given: JSON.stringify(name),
    isLiteral: true,
    wanted: `${moduleNames(context).target}.${target}`,
  } as const;
}
