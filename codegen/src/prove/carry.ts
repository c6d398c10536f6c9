/** Carries what is known of a message through the plans of one step, and notes what is lost. */

import { type IntegerRange, integerRange } from "@barewire/inspect/values";
import type { Conversion } from "../evolve/plan/conversion.js";
import type { DroppedField, FieldPlan, PlanBody, TypePlan } from "../evolve/plan/type-plan.js";
import type { IntegerName } from "../schema/model.js";
import type { Carried, EnumCase, Made } from "./carried-value.js";
import {
  ANY,
  type Carrying,
  drop,
  inside,
  into,
  intoMember,
  leaveOut,
  pathOf,
  type Running,
  refuse,
} from "./carrying.js";
import type { ConditionTest } from "./condition.js";
import {
  openEnum,
  openList,
  openMap,
  openNumber,
  openOptional,
  openStruct,
  openUnion,
} from "./open-input.js";
import { pathText } from "./value-path.js";

export function carryByPlan(carried: Carried, plan: TypePlan, outer: Carrying): Carried {
  const carrying = inside(outer, carried);
  if (["absent", "refused"].includes(carried.kind)) return carried;
  const again = carrying.running.find(({ source }) => source === plan.source);
  if (again !== undefined) return carryAgain(carried, again, carrying);
  const { path, place } = carrying;
  const running = [...carrying.running, { source: plan.source, path, place }];
  return carryBody(carried, plan, { ...carrying, running });
}

/** A converter that is running already: what it does to the outer value it does to this one. */
function carryAgain(carried: Carried, outer: Running, { log, path, place }: Carrying): Carried {
  if (carried.kind === "input") {
    add(log.loops, pathText("", outer.path), path.slice(outer.path.length));
  }
  const loop = place.slice(outer.place.length);
  if (!log.placeLoops.get(outer.place)?.includes(loop)) add(log.placeLoops, outer.place, loop);
  return { kind: "again" };
}

function add<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  map.set(key, [...(map.get(key) ?? []), item]);
}

function carryBody(carried: Carried, plan: TypePlan, carrying: Carrying): Carried {
  const { body } = plan;
  switch (body.kind) {
    case "identity":
      return carried;
    case "struct":
      return carryStruct(carried, body, plan.source, carrying);
    case "enum":
      return carryEnum(carried, body, plan, carrying);
    case "union":
      return carryUnion(carried, body, plan, carrying);
    case "alias":
      return carry(carried, body.conversion, carrying);
    case "decided":
      return converted(carried, body.key, carrying);
    case "dropped":
      drop(carried, body.reason, carrying);
      return { kind: "absent" };
    case "rejected": {
      const { path, reason } = body.rejection;
      const member = reason === null ? path.split(".")[1] : undefined;
      const within = member === undefined ? carrying : intoMember(carrying, plan.source, member);
      return refuse(carried, ANY, reason === null ? path : null, within);
    }
    default:
      return body satisfies never;
  }
}

/** Nothing is known of a value that a function of the decisions made. */
function throughUnknown(carried: Carried, body: PlanBody, carrying: Carrying): Carried {
  if (carried.kind === "made" && body.kind !== "identity") refuse(carried, ANY, null, carrying);
  return carried;
}

/** Notes that a function of the decisions made another value of one part. */
function converted(carried: Carried, key: string, { writer, step }: Carrying): Made {
  const type = carried.kind === "input" ? writer.resolve(carried.type) : null;
  // A part that says nothing cannot be lost later on.
  const isVoid = type?.kind === "primitive" && type.name === "void";
  return { kind: "made", key, step, as: "converted", path: isVoid ? null : pathOf(carried) };
}

type StructBody = Extract<PlanBody, { readonly kind: "struct" }>;

function carryStruct(
  carried: Carried,
  body: StructBody,
  source: string,
  carrying: Carrying,
): Carried {
  const struct = carried.kind === "input" ? openStruct(carried, carrying.writer) : carried;
  if (struct.kind !== "struct") return throughUnknown(struct, body, carrying);
  const fieldOf = (name: string): Carried => struct.fields.get(name) ?? { kind: "absent" };
  for (const dropped of body.dropped) {
    const fieldCarrying = { ...intoMember(carrying, source, dropped.name), path: struct.path };
    dropField(fieldOf(dropped.name), dropped, source, fieldCarrying);
  }
  const fields = new Map(
    body.fields.map((field) => [field.name, carryField(field, source, fieldOf, carrying)]),
  );
  return { kind: "struct", path: struct.path, fields };
}

function dropField(
  carried: Carried,
  { name, key, how }: DroppedField,
  source: string,
  carrying: Carrying,
): void {
  switch (how.kind) {
    case "drop":
      drop(carried, how.reason, carrying);
      return;
    case "reject":
      refuse(carried, ANY, `${source}.${name}`, carrying);
      return;
    case "reject-present":
      if (carried.kind === "absent") return;
      leaveOut(carried, "is left out, being absent", carrying);
      refuse(carried, presence(carried, how.nothing), `${source}.${name}`, carrying);
      return;
    case "drop-if": {
      const isDroppable = carrying.droppables.get(key) ?? null;
      leaveOut(carried, "is left out, being what it is by default", carrying);
      refuse(carried, { kind: "not-droppable", key, isDroppable }, `${source}.${name}`, carrying);
      return;
    }
    default:
      how satisfies never;
  }
}

function presence(carried: Carried, nothing: "null" | "length" | "size"): ConditionTest {
  if (nothing !== "null") return { kind: "filled" };
  return carried.kind === "present" ? ANY : { kind: "present" };
}

function carryField(
  { name, from }: FieldPlan,
  source: string,
  fieldOf: (name: string) => Carried,
  carrying: Carrying,
): Carried {
  switch (from.kind) {
    case "field":
      return carry(
        fieldOf(from.source),
        from.conversion,
        intoMember(carrying, source, from.source),
      );
    case "carried": {
      const found = fieldOf(from.source);
      const isMissing = found.kind === "absent" || found.kind === "made";
      const { otherwise: rest, ...present } = from;
      const filled = isMissing ? rest : ({ ...present, kind: "field" } as const);
      if (filled === null) return found;
      return carryField({ name, from: filled }, source, fieldOf, carrying);
    }
    case "decided":
      if (from.source === null) {
        return { kind: "made", key: from.key, step: carrying.step, as: "defaulted", path: null };
      }
      return converted(fieldOf(from.source), from.key, carrying);
    case "absent":
      return { kind: "absent" };
    case "made":
    case "reject":
      throw new Error(`the plan of a struct cannot fill '${name}'`);
    default:
      return from satisfies never;
  }
}

type UnionBody = Extract<PlanBody, { readonly kind: "union" }>;

function carryUnion(
  carried: Carried,
  body: UnionBody,
  plan: TypePlan,
  carrying: Carrying,
): Carried {
  const union = carried.kind === "input" ? openUnion(carried, carrying.writer) : carried;
  if (union.kind !== "union") return throughUnknown(union, body, carrying);
  const cases = union.cases.map((found): typeof found => {
    const to = body.variants.find(({ source }) => source === found.now)?.to;
    const path = [...union.path, { kind: "variant", tag: found.tag } as const];
    const within = found.now === null ? carrying : intoMember(carrying, plan.source, found.now);
    const caseCarrying = { ...within, path };
    if (found.now === null || to === undefined) {
      return { ...found, value: throughUnknown(found.value, body, caseCarrying) };
    }
    switch (to.kind) {
      case "variant":
        return { ...found, now: to.name, value: carry(found.value, to.conversion, caseCarrying) };
      case "decided":
        return { ...found, now: null, value: madeFor(found.now, to.key, plan, carrying) };
      case "reject": {
        const missing = to.reason === null ? `${plan.source}.${found.now}` : null;
        const value = refuse(found.value, ANY, missing, caseCarrying);
        return { ...found, value };
      }
      default:
        return to satisfies never;
    }
  });
  return { kind: "union", path: union.path, cases };
}

/** A function gives a substitute for a member that the target lacks. */
function madeFor(name: string, key: string, { target }: TypePlan, carrying: Carrying): Made {
  const { step } = carrying;
  const type = carrying.target.namedTypes.get(target)?.type;
  const names =
    type?.kind === "union" ? type.variants : type?.kind === "enum" ? type.values : undefined;
  const isKept = names?.some((member) => member.name === name) ?? false;
  return { kind: "made", key, step, as: isKept ? "converted" : "substituted", path: null };
}

type EnumBody = Extract<PlanBody, { readonly kind: "enum" }>;

function carryEnum(carried: Carried, body: EnumBody, plan: TypePlan, carrying: Carrying): Carried {
  const opened = carried.kind === "input" ? openEnum(carried, carrying.writer) : carried;
  if (opened.kind !== "enum") return throughUnknown(opened, body, carrying);
  const values = opened.values.map(({ name, now }): EnumCase => {
    const to = body.values.find(({ source }) => source === now)?.to;
    if (typeof now !== "string" || to === undefined) return { name, now };
    if (to.kind === "value") return { name, now: to.name };
    if (to.kind === "decided") return { name, now: madeFor(now, to.key, plan, carrying) };
    const missing = `${plan.source}.${now}`;
    refuse(opened, { kind: "value", name }, missing, intoMember(carrying, plan.source, now));
    return { name, now: null };
  });
  return { kind: "enum", path: opened.path, values };
}

function carry(carried: Carried, conversion: Conversion, outer: Carrying): Carried {
  const carrying = inside(outer, carried);
  if (carried.kind === "refused") return carried;
  if (carried.kind === "again" && conversion.kind !== "named") return carried;
  switch (conversion.kind) {
    case "identity":
      return carried;
    case "named": {
      const plan = carrying.plans.find(({ source }) => source === conversion.source);
      if (plan === undefined) throw new Error(`no plan converts '${conversion.source}'`);
      return carryByPlan(carried, plan, carrying);
    }
    case "to-bigint":
      return carryNumber(carried, "bigint", null, carrying);
    case "narrow":
      return carryNumber(carried, conversion.to, conversion.target, carrying);
    case "narrow-float":
      refuse(carried, { kind: "not-f32" }, null, carrying);
      return carried;
    case "wrap": {
      const { isNested } = conversion;
      return { kind: "present", isNested, item: carry(carried, conversion.item, carrying) };
    }
    case "unwrap":
      return unwrap(carried, conversion.item, carrying);
    case "optional":
      return carryOptional(carried, conversion, carrying);
    case "list":
    case "length":
      return carryList(carried, conversion, carrying);
    case "map":
      return carryMap(carried, conversion, carrying);
    case "omit":
      // Each item decides whether it is omitted, and none refuses the whole list.
      return converted(carried, conversion.key, carrying);
    case "reject":
      return refuse(carried, ANY, null, carrying);
    case "decide":
      throw new Error("a part without a decision is in a plan");
    default:
      return conversion satisfies never;
  }
}

function carryNumber(
  carried: Carried,
  form: "number" | "bigint",
  target: IntegerName | null,
  carrying: Carrying,
): Carried {
  const number = carried.kind === "input" ? openNumber(carried, carrying.writer) : carried;
  if (number.kind !== "number") {
    if (target !== null) refuse(carried, ANY, null, carrying);
    return carried;
  }
  if (target === null) return { ...number, form };
  const { min, max } = integerRange(target);
  if (number.min >= min && number.max <= max) return { ...number, form };
  refuse(number, { kind: "outside", target }, null, carrying);
  return { ...number, form, ...overlap(number, { min, max }) };
}

/** `Math.min` does not take bigints. */
function overlap(left: IntegerRange, right: IntegerRange): IntegerRange {
  const [, min = 0n] = [left.min, right.min].sort(ascending);
  const [max = 0n] = [left.max, right.max].sort(ascending);
  return { min, max };
}

function ascending(left: bigint, right: bigint): number {
  return left < right ? -1 : 1;
}

function unwrap(carried: Carried, conversion: Conversion, carrying: Carrying): Carried {
  const optional = carried.kind === "input" ? openOptional(carried, carrying.writer) : carried;
  if (optional.kind === "present") return carry(optional.item, conversion, carrying);
  if (optional.kind === "absent") return refuse(carried, ANY, null, carrying);
  // A value that was never optional is present; it becomes optional without a converter.
  if (optional.kind !== "optional" && optional.kind !== "made") {
    return carry(optional, conversion, carrying);
  }
  if (optional.kind === "made") {
    refuse(carried, ANY, null, carrying);
    return carried;
  }
  refuse(optional, { kind: "absent" }, null, carrying);
  return carry(optional.item, conversion, carrying);
}

type OptionalConversion = Extract<Conversion, { readonly kind: "optional" }>;

function carryOptional(
  carried: Carried,
  { item, isNestedTarget }: OptionalConversion,
  carrying: Carrying,
): Carried {
  const optional = carried.kind === "input" ? openOptional(carried, carrying.writer) : carried;
  if (optional.kind === "absent" || optional.kind === "made") return optional;
  if (optional.kind !== "present" && optional.kind !== "optional") {
    return carry(optional, item, carrying);
  }
  return { ...optional, isNested: isNestedTarget, item: carry(optional.item, item, carrying) };
}

type ListConversion = Extract<Conversion, { readonly kind: "list" | "length" }>;

function carryList(carried: Carried, conversion: ListConversion, carrying: Carrying): Carried {
  const list = carried.kind === "input" ? openList(carried, carrying.writer) : carried;
  if (list.kind !== "list") {
    refuse(carried, ANY, null, carrying);
    return carried;
  }
  const { length } = conversion;
  if (length !== null && list.length !== length) {
    refuse(list, { kind: "length-not", length }, null, carrying);
  }
  const sized = { ...list, length: length ?? list.length };
  if (conversion.kind === "length") return sized;
  const item = carry(list.item, conversion.item, into(carrying, "\\[\\d+\\]"));
  return { ...sized, item, isRemade: list.isRemade || conversion.into !== null };
}

type MapConversion = Extract<Conversion, { readonly kind: "map" }>;

function carryMap(carried: Carried, { key, value }: MapConversion, carrying: Carrying): Carried {
  const map = carried.kind === "input" ? openMap(carried, carrying.writer) : carried;
  if (map.kind !== "map") {
    refuse(carried, ANY, null, carrying);
    return carried;
  }
  const carriedKey = carry(map.key, key, into(carrying, "\\[key \\d+\\]"));
  // Two keys of which a function makes one.
  if (carriedKey.kind === "made") refuse(carriedKey, ANY, null, carrying);
  return {
    ...map,
    key: carriedKey,
    value: carry(map.value, value, into(carrying, "\\[value \\d+\\]")),
  };
}
