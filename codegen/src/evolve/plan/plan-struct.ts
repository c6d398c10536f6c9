/**
 * Plans the conversion of a struct: every field of the target gets a value, none is lost unsaid.
 */

import type { Type } from "../../schema/model.js";
import type { FieldRelation, NamedRelation } from "../compare/relation.js";
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
  targetMembers,
  targetSide,
} from "./pair-context.js";
import type { DroppedField, FieldPlan, PlanBody } from "./type-plan.js";

type StructRelation = Extract<NamedRelation, { readonly kind: "struct" }>;

type KeptField = Extract<FieldRelation, { readonly kind: "kept" }>;

type OneSidedField = Extract<FieldRelation, { readonly kind: "added" | "removed" }>;

export function planStruct(context: PairContext, relation: StructRelation): PlanBody {
  const key = relation.newerName;
  if (context.direction === "upgrade" && relation.asksByName) {
    context.registry.askByName(key, `fields of ${key} have changed places: do they match by name?`);
  }
  const fields = targetMembers(context, relation.fields).map(
    (field): FieldPlan =>
      field.kind === "kept"
        ? keptField(context, relation, field)
        : gainedField(context, relation, field),
  );
  const dropped = sourceMembers(context, relation.fields).flatMap((field) =>
    field.kind === "kept" ? [] : [lostField(context, relation, field)],
  );
  return structBody(context, relation, fields, dropped);
}

function structBody(
  context: PairContext,
  relation: StructRelation,
  fields: readonly FieldPlan[],
  dropped: readonly DroppedField[],
): PlanBody {
  const { source } = inDirection(context, relation.olderName, relation.newerName);
  for (const { from } of fields) {
    if (from.kind === "reject") return { kind: "rejected", rejection: from.rejection };
  }
  const kept = dropped.find(({ how }) => how.kind === "reject");
  if (kept !== undefined) {
    return { kind: "rejected", rejection: { path: `${source}.${kept.name}`, reason: null } };
  }
  return { kind: "struct", fields, dropped };
}

function keptField(context: PairContext, relation: StructRelation, field: KeptField): FieldPlan {
  const { source, target } = inDirection(context, field.olderName, field.name);
  const types = inDirection(context, relation.olderName, relation.newerName);
  const names = moduleNames(context);
  const key = `${relation.newerName}.${field.name}`;
  const settled = settle(context, field.relation, {
    key,
    text: `${key} of ${names.source}: what does it become in ${names.target}?`,
    given: `${names.source}.${types.source}["${source}"]`,
    wanted: `${names.target}.${types.target}["${target}"]`,
  });
  switch (settled.kind) {
    case "convert": {
      const { conversion } = settled;
      return { name: target, from: { kind: "field", source, conversion } };
    }
    case "decided":
      return { name: target, from: { kind: "decided", key, source } };
    case "reject": {
      const rejection = { path: `${types.source}.${source}`, reason: otherType(context) };
      return { name: target, from: { kind: "reject", rejection } };
    }
    default:
      return settled satisfies never;
  }
}

function gainedField(
  context: PairContext,
  relation: StructRelation,
  field: OneSidedField,
): FieldPlan {
  const { name, isOptional } = field;
  const { source, target } = inDirection(context, relation.olderName, relation.newerName);
  const names = moduleNames(context);
  const key = `${relation.newerName}.${name}`;
  const rename = renameQuestion(targetSide(context), otherName(relation.renames, field));
  const answer = ask(context, {
    key,
    ...rename,
    isRequired: rename.isRequired || !isOptional,
    isRefusing: !isOptional,
    text: `${names.source} has no ${key}: what does ${names.target} get?`,
    policies: isOptional ? ["function"] : ["function", "reject"],
    given: `${names.source}.${source}`,
    wanted: `${names.target}.${target}["${name}"]`,
  });
  if (answer?.policy === "function") return { name, from: { kind: "decided", key, source: null } };
  if (isOptional) return { name, from: { kind: "absent" } };
  const reason = `${names.target} needs its ${name}`;
  return { name, from: { kind: "reject", rejection: { path: source, reason } } };
}

function lostField(
  context: PairContext,
  relation: StructRelation,
  field: OneSidedField,
): DroppedField {
  const { name, isOptional, type } = field;
  const { source } = inDirection(context, relation.olderName, relation.newerName);
  const names = moduleNames(context);
  const key = `${relation.newerName}.${name}`;
  const rename = renameQuestion(sourceSide(context), otherName(relation.renames, field));
  const answer = ask(context, {
    key,
    ...rename,
    isRequired: rename.isRequired || !isOptional,
    text: `${names.target} has no ${key}: what becomes of the value of ${names.source}?`,
    policies: ["drop", "drop-if", "reject"],
    given: "never",
    wanted: "never",
    dropped: `${names.source}.${source}["${name}"]`,
  });
  if (answer?.policy === "drop") {
    return { name, key, how: { kind: "drop", reason: answer.reason ?? "" } };
  }
  if (answer?.policy === "drop-if") return { name, key, how: { kind: "drop-if", isOptional } };
  const nothing = emptyValue(context, type);
  return {
    name,
    key,
    how: nothing === null ? { kind: "reject" } : { kind: "reject-present", nothing },
  };
}

/** The empty value of a type, whose loss loses nothing; null if there is none. */
function emptyValue(context: PairContext, type: Type): "null" | "length" | "size" | null {
  const side = sourceSide(context);
  const body = context.comparison[side].graph.resolve(type);
  switch (body.kind) {
    case "optional":
      return "null";
    case "list":
    case "data":
      return body.length === null ? "length" : null;
    case "map":
      return "size";
    default:
      return null;
  }
}
