/** Plans how values of one type become values of its counterpart in the neighbouring version. */

import { isNominal, type NamedType } from "../../schema/model.js";
import { isVoid } from "../../schema/representation.js";
import {
  ask,
  inDirection,
  moduleNames,
  otherType,
  type PairContext,
  settle,
} from "./pair-context.js";
import { planEnum } from "./plan-enum.js";
import { planStruct } from "./plan-struct.js";
import { planUnion } from "./plan-union.js";
import type { PlanBody } from "./type-plan.js";

export function planBody(
  context: PairContext,
  olderNamed: NamedType,
  newerNamed: NamedType,
): PlanBody {
  const { older, newer } = behindAliases(context, olderNamed, newerNamed);
  if (
    context.registry.hasAnswer(newer.name, context.direction) &&
    bodyKinds(older, newer) === "same"
  ) {
    return planByHand(context, older, newer);
  }
  if (older.type.kind === "struct" && newer.type.kind === "struct") {
    return planStruct(context, { older, newer }, older.type.fields, newer.type.fields);
  }
  if (older.type.kind === "enum" && newer.type.kind === "enum") {
    return planEnum(context, { older, newer }, older.type.values, newer.type.values);
  }
  if (older.type.kind === "union" && newer.type.kind === "union") {
    return planUnion(context, { older, newer }, older.type.variants, newer.type.variants);
  }
  const isAlias = !isNominal(older.type) && !isNominal(newer.type);
  return isAlias ? planAlias(context, older, newer) : planKindChange(context, older, newer);
}

/** A struct that becomes another name for a struct is still compared as one; so is any body. */
function behindAliases(
  { older: { graph: olderGraph }, newer: { graph: newerGraph } }: PairContext,
  older: NamedType,
  newer: NamedType,
): { readonly older: NamedType; readonly newer: NamedType } {
  if (isNominal(older.type) === isNominal(newer.type)) return { older, newer };
  return {
    older: { ...older, type: olderGraph.resolve(older.type) },
    newer: { ...newer, type: newerGraph.resolve(newer.type) },
  };
}

/** Whether both are structs, both enums or both unions. */
function bodyKinds(older: NamedType, newer: NamedType): "same" | "different" {
  return isNominal(older.type) && older.type.kind === newer.type.kind ? "same" : "different";
}

/** A person has chosen to convert the whole type, such as to split or merge fields. */
function planByHand(context: PairContext, older: NamedType, newer: NamedType): PlanBody {
  const answer = ask(context, {
    ...typeQuestion(context, older, newer),
    isRequired: false,
    policies: ["function", "reject"],
  });
  return answer?.policy === "function"
    ? { kind: "decided", key: newer.name }
    : rejectedType(context, older, newer);
}

function planAlias(context: PairContext, older: NamedType, newer: NamedType): PlanBody {
  const voids = [isVoid(older.type, context.older.graph), isVoid(newer.type, context.newer.graph)];
  if (voids.includes(true)) return planKindChange(context, older, newer);
  const settled = settle(
    context,
    { older: older.type, newer: newer.type },
    typeQuestion(context, older, newer),
  );
  switch (settled.kind) {
    case "convert":
      return settled.conversion.kind === "identity"
        ? { kind: "identity" }
        : { kind: "alias", conversion: settled.conversion };
    case "decided":
      return { kind: "decided", key: newer.name };
    case "reject":
      return rejectedType(context, older, newer);
    default:
      return settled satisfies never;
  }
}

/** A struct that becomes a union, a payload that appears or disappears. */
function planKindChange(context: PairContext, older: NamedType, newer: NamedType): PlanBody {
  const { source, target } = inDirection(context, older, newer);
  const graph = inDirection(context, context.older.graph, context.newer.graph).target;
  const canDrop = isVoid(target.type, graph);
  const answer = ask(context, {
    ...typeQuestion(context, older, newer),
    isRequired: true,
    policies: canDrop ? ["drop", "function", "reject"] : ["function", "reject"],
    dropped: `${moduleNames(context).source}.${source.name}`,
  });
  if (answer?.policy === "drop") return { kind: "dropped", reason: answer.reason ?? "" };
  if (answer?.policy === "function") return { kind: "decided", key: newer.name };
  return rejectedType(context, older, newer);
}

function rejectedType(context: PairContext, older: NamedType, newer: NamedType): PlanBody {
  const path = inDirection(context, older, newer).source.name;
  return { kind: "rejected", rejection: { path, reason: otherType(context) } };
}

function typeQuestion(context: PairContext, older: NamedType, newer: NamedType) {
  const { source, target } = inDirection(context, older, newer);
  const names = moduleNames(context);
  return {
    key: newer.name,
    text: `${newer.name} of ${names.source}: how does it become that of ${names.target}?`,
    given: `${names.source}.${source.name}`,
    wanted: `${names.target}.${target.name}`,
  };
}
