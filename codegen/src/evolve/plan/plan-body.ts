/** Plans how values of one type become values of its counterpart in the neighbouring version. */

import type { NamedPair, NamedRelation, Relation } from "../compare/relation.js";
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

export function planBody(context: PairContext, relation: NamedRelation): PlanBody {
  const isByHand = context.registry.hasAnswer(relation.newerName, context.direction);
  switch (relation.kind) {
    case "struct":
      return isByHand ? planByHand(context, relation) : planStruct(context, relation);
    case "enum":
      return isByHand ? planByHand(context, relation) : planEnum(context, relation);
    case "union":
      return isByHand ? planByHand(context, relation) : planUnion(context, relation);
    case "alias":
      return planAlias(context, relation, relation.relation);
    case "kind-change":
      return planKindChange(context, relation, targetIsVoid(context, relation.relation));
    default:
      return relation satisfies never;
  }
}

/** A person has chosen to convert the whole type, such as to split or merge fields. */
function planByHand(context: PairContext, pair: NamedPair): PlanBody {
  const answer = ask(context, {
    ...typeQuestion(context, pair),
    isRequired: false,
    isRefusing: false,
    policies: ["function", "reject"],
  });
  return answer?.policy === "function"
    ? { kind: "decided", key: pair.newerName }
    : rejectedType(context, pair);
}

function planAlias(context: PairContext, pair: NamedPair, relation: Relation): PlanBody {
  if (relation.kind === "from-void" || relation.kind === "to-void") {
    return planKindChange(context, pair, targetIsVoid(context, relation));
  }
  const settled = settle(context, relation, typeQuestion(context, pair));
  switch (settled.kind) {
    case "convert":
      return { kind: "alias", conversion: settled.conversion };
    case "decided":
      return { kind: "decided", key: pair.newerName };
    case "reject":
      return rejectedType(context, pair);
    default:
      return settled satisfies never;
  }
}

function targetIsVoid(context: PairContext, { kind }: Relation): boolean {
  return kind === inDirection(context, "from-void", "to-void").target;
}

/** A struct that becomes a union, a payload that appears or disappears. */
function planKindChange(context: PairContext, pair: NamedPair, canDrop: boolean): PlanBody {
  const { source } = inDirection(context, pair.olderName, pair.newerName);
  const answer = ask(context, {
    ...typeQuestion(context, pair),
    isRequired: true,
    policies: canDrop ? ["drop", "function", "reject"] : ["function", "reject"],
    dropped: `${moduleNames(context).source}.${source}`,
  });
  if (answer?.policy === "drop") return { kind: "dropped", reason: answer.reason ?? "" };
  if (answer?.policy === "function") return { kind: "decided", key: pair.newerName };
  return rejectedType(context, pair);
}

function rejectedType(context: PairContext, pair: NamedPair): PlanBody {
  const path = inDirection(context, pair.olderName, pair.newerName).source;
  return { kind: "rejected", rejection: { path, reason: otherType(context) } };
}

function typeQuestion(context: PairContext, { olderName, newerName }: NamedPair) {
  const { source, target } = inDirection(context, olderName, newerName);
  const names = moduleNames(context);
  return {
    key: newerName,
    text: `${newerName} of ${names.source}: how does it become that of ${names.target}?`,
    given: `${names.source}.${source}`,
    wanted: `${names.target}.${target}`,
  };
}
