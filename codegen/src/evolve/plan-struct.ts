/** Plans the conversion of a struct: every field of the target gets a value, none is lost unsaid. */

import { isNullable } from "../emit/type-text.js";
import type { Field, NamedType } from "../schema/model.js";
import { type MemberPair, pairMembers } from "./member-pairs.js";
import { ask, inDirection, moduleNames, type PairContext, settle } from "./pair-context.js";
import type { DroppedField, FieldPlan, PlanBody } from "./type-plan.js";

type Pair = { readonly older: NamedType; readonly newer: NamedType };

export function planStruct(
  context: PairContext,
  pair: Pair,
  older: readonly Field[],
  newer: readonly Field[],
): PlanBody {
  const key = pair.newer.name;
  const members = pairMembers(key, older, newer, context.desk);
  if (context.direction === "upgrade" && changesPlaces(older, members.pairs)) {
    context.desk.askByName(key, `fields of ${key} have changed places: do they match by name?`);
  }
  const { source: lost, target: gained } = inDirection(context, members.removed, members.added);
  const fields = inDirection(context, older, newer).target.map((field): FieldPlan => {
    const match = members.pairs.find(({ older, newer }) => older === field || newer === field);
    if (match === undefined)
      return gainedField(context, pair, field, candidates(context, field, older, newer, lost));
    return { name: field.name, from: keptField(context, pair, match) };
  });
  const dropped = lost.map((field) =>
    lostField(context, pair, field, candidates(context, field, older, newer, gained)),
  );
  return structBody(context, pair, fields, dropped);
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
  const unfillable = fields.find(({ from }) => from.kind === "refuse");
  if (unfillable !== undefined) return { kind: "refused", path: source.name };
  const kept = dropped.find(({ how }) => how.kind === "refuse");
  if (kept !== undefined) return { kind: "refused", path: `${source.name}.${kept.name}` };
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
    case "refuse":
      return { kind: "refuse" };
    default:
      return settled satisfies never;
  }
}

function gainedField(
  context: PairContext,
  pair: Pair,
  field: Field,
  renameCandidates: readonly string[],
): FieldPlan {
  const { source, target } = inDirection(context, pair.older, pair.newer);
  const graphs = inDirection(context, context.older.graph, context.newer.graph);
  const names = moduleNames(context);
  const key = `${pair.newer.name}.${field.name}`;
  const isOptional = isNullable(field.type, graphs.target);
  const answer = ask(context, {
    key,
    isRequired: !isOptional,
    text: `${names.source} has no ${key}: what does ${names.target} get?`,
    policies: isOptional ? ["function"] : ["function", "reject"],
    given: `${names.source}.${source.name}`,
    wanted: `${names.target}.${target.name}["${field.name}"]`,
    renameCandidates,
  });
  if (answer?.policy === "function") {
    return { name: field.name, from: { kind: "decided", key, source: null } };
  }
  return { name: field.name, from: { kind: isOptional ? "absent" : "refuse" } };
}

function lostField(
  context: PairContext,
  pair: Pair,
  field: Field,
  renameCandidates: readonly string[],
): DroppedField {
  const { source } = inDirection(context, pair.older, pair.newer);
  const graphs = inDirection(context, context.older.graph, context.newer.graph);
  const names = moduleNames(context);
  const key = `${pair.newer.name}.${field.name}`;
  const isOptional = isNullable(field.type, graphs.source);
  const answer = ask(context, {
    key,
    isRequired: !isOptional,
    text: `${names.target} has no ${key}: what becomes of the value of ${names.source}?`,
    policies: ["drop", "drop-if", "reject"],
    given: "never",
    wanted: "never",
    dropped: `${names.source}.${source.name}["${field.name}"]`,
    renameCandidates,
  });
  return { name: field.name, key, how: howToDrop(answer, isOptional) };
}

function howToDrop(answer: ReturnType<typeof ask>, isOptional: boolean): DroppedField["how"] {
  if (answer?.policy === "drop") return { kind: "drop", reason: answer.reason ?? "" };
  if (answer?.policy === "drop-if") return { kind: "drop-if" };
  return { kind: isOptional ? "refuse-present" : "refuse" };
}

/** Fields at the same place and of an equal type on the other side: perhaps the same, renamed. */
function candidates(
  context: PairContext,
  field: Field,
  older: readonly Field[],
  newer: readonly Field[],
  unmatched: readonly Field[],
): readonly string[] {
  const isOlder = older.includes(field);
  const [own, others] = isOlder ? [older, newer] : [newer, older];
  const other = others[own.indexOf(field)];
  if (other === undefined || !unmatched.includes(other)) return [];
  const [olderField, newerField] = isOlder ? [field, other] : [other, field];
  return context.isEqual(olderField.type, newerField.type) ? [olderField.name] : [];
}
