/**
 * Plans the conversion of a struct: every field of the target gets a value, none is lost unsaid.
 */

import type { Field, NamedType } from "../../schema/model.js";
import { isNullable } from "../../schema/representation.js";
import { samePlaceRenames } from "../compare/member-order.js";
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
  targetSide,
} from "./pair-context.js";
import type { DroppedField, FieldPlan, PlanBody } from "./type-plan.js";

type Pair = { readonly older: NamedType; readonly newer: NamedType };

export function planStruct(
  context: PairContext,
  pair: Pair,
  older: readonly Field[],
  newer: readonly Field[],
): PlanBody {
  const key = pair.newer.name;
  const members = matchMembers(key, older, newer, context.registry);
  if (context.direction === "upgrade" && changesPlaces(older, members.pairs)) {
    context.registry.askByName(key, `fields of ${key} have changed places: do they match by name?`);
  }
  const renames = possibleRenames(context, older, newer, members);
  const fields = inDirection(context, older, newer).target.map((field): FieldPlan => {
    const match = members.pairs.find(({ older, newer }) => older === field || newer === field);
    if (match === undefined) return gainedField(context, pair, field, renames.get(field));
    return { name: field.name, from: keptField(context, pair, match) };
  });
  const dropped = inDirection(context, members.removed, members.added).source.map((field) =>
    lostField(context, pair, field, renames.get(field)),
  );
  return structBody(context, pair, fields, dropped);
}

/** Maps each removed field to the added field in its position, and the other way round. */
function possibleRenames(
  { isEqual }: PairContext,
  older: readonly Field[],
  newer: readonly Field[],
  { pairs, removed, added }: MemberPairs<Field>,
): ReadonlyMap<Field, Field> {
  // A matched field goes by its newer name. The prefixes keep all other names distinct.
  const paired = new Map(pairs.map((pair) => [pair.older, pair.newer.name]));
  const olderName = (field: Field) => paired.get(field) ?? `- ${field.name}`;
  const newerName = (field: Field) => (added.includes(field) ? `+ ${field.name}` : field.name);
  const gone = new Map(removed.map((field) => [olderName(field), field]));
  const fresh = new Map(added.map((field) => [newerName(field), field]));
  const renames = samePlaceRenames(older.map(olderName), newer.map(newerName), (from, to) => {
    const [olderField, newerField] = [gone.get(from), fresh.get(to)];
    if (olderField === undefined || newerField === undefined) return false;
    return isEqual(olderField.type, newerField.type);
  });
  return new Map(
    renames.flatMap(({ olderName, newerName }) => {
      const [olderField, newerField] = [gone.get(olderName), fresh.get(newerName)];
      if (olderField === undefined || newerField === undefined) return [];
      return [[olderField, newerField] as const, [newerField, olderField] as const];
    }),
  );
}

/** Whether fields that kept their names stand in another order. */
function changesPlaces(older: readonly Field[], pairs: readonly MemberPair<Field>[]): boolean {
  const places = pairs.filter(({ isRename }) => !isRename).map((pair) => older.indexOf(pair.older));
  return places.some((place, index) => place < (places[index - 1] ?? -1));
}

function structBody(
  context: PairContext,
  pair: Pair,
  fields: readonly FieldPlan[],
  dropped: readonly DroppedField[],
): PlanBody {
  const { source } = inDirection(context, pair.older, pair.newer);
  for (const { from } of fields) {
    if (from.kind === "reject") return { kind: "rejected", rejection: from.rejection };
  }
  const kept = dropped.find(({ how }) => how.kind === "reject");
  if (kept !== undefined) {
    return { kind: "rejected", rejection: { path: `${source.name}.${kept.name}`, reason: null } };
  }
  const isIdentity = fields.every(
    ({ name, from }) =>
      from.kind === "field" && from.source === name && from.conversion.kind === "identity",
  );
  return isIdentity && dropped.length === 0
    ? { kind: "identity" }
    : { kind: "struct", fields, dropped };
}

function keptField(context: PairContext, pair: Pair, match: MemberPair<Field>): FieldPlan["from"] {
  const { source, target } = inDirection(context, match.older, match.newer);
  const types = inDirection(context, pair.older, pair.newer);
  const names = moduleNames(context);
  const key = `${pair.newer.name}.${match.newer.name}`;
  const settled = settle(
    context,
    { older: match.older.type, newer: match.newer.type },
    {
      key,
      text: `${key} of ${names.source}: what does it become in ${names.target}?`,
      given: `${names.source}.${types.source.name}["${source.name}"]`,
      wanted: `${names.target}.${types.target.name}["${target.name}"]`,
    },
  );
  switch (settled.kind) {
    case "convert":
      return { kind: "field", source: source.name, conversion: settled.conversion };
    case "decided":
      return { kind: "decided", key, source: source.name };
    case "reject": {
      const path = `${types.source.name}.${source.name}`;
      return { kind: "reject", rejection: { path, reason: otherType(context) } };
    }
    default:
      return settled satisfies never;
  }
}

function gainedField(
  context: PairContext,
  pair: Pair,
  field: Field,
  other: Field | undefined,
): FieldPlan {
  const { source, target } = inDirection(context, pair.older, pair.newer);
  const graphs = inDirection(context, context.older.graph, context.newer.graph);
  const names = moduleNames(context);
  const key = `${pair.newer.name}.${field.name}`;
  const isOptional = isNullable(field.type, graphs.target);
  const rename = renameQuestion(targetSide(context), other);
  const answer = ask(context, {
    key,
    ...rename,
    isRequired: rename.isRequired || !isOptional,
    text: `${names.source} has no ${key}: what does ${names.target} get?`,
    policies: isOptional ? ["function"] : ["function", "reject"],
    given: `${names.source}.${source.name}`,
    wanted: `${names.target}.${target.name}["${field.name}"]`,
  });
  if (answer?.policy === "function") {
    return { name: field.name, from: { kind: "decided", key, source: null } };
  }
  if (isOptional) return { name: field.name, from: { kind: "absent" } };
  const reason = `${names.target} needs its ${field.name}`;
  return { name: field.name, from: { kind: "reject", rejection: { path: source.name, reason } } };
}

function lostField(
  context: PairContext,
  pair: Pair,
  field: Field,
  other: Field | undefined,
): DroppedField {
  const { source } = inDirection(context, pair.older, pair.newer);
  const graphs = inDirection(context, context.older.graph, context.newer.graph);
  const names = moduleNames(context);
  const key = `${pair.newer.name}.${field.name}`;
  const isOptional = isNullable(field.type, graphs.source);
  const rename = renameQuestion(sourceSide(context), other);
  const answer = ask(context, {
    key,
    ...rename,
    isRequired: rename.isRequired || !isOptional,
    text: `${names.target} has no ${key}: what becomes of the value of ${names.source}?`,
    policies: ["drop", "drop-if", "reject"],
    given: "never",
    wanted: "never",
    dropped: `${names.source}.${source.name}["${field.name}"]`,
  });
  return { name: field.name, key, how: howToDrop(answer, isOptional) };
}

function howToDrop(answer: ReturnType<typeof ask>, isOptional: boolean): DroppedField["how"] {
  if (answer?.policy === "drop") return { kind: "drop", reason: answer.reason ?? "" };
  if (answer?.policy === "drop-if") return { kind: "drop-if", isOptional };
  return { kind: isOptional ? "reject-present" : "reject" };
}
