/**
 * Random changes of one type at one place, and what a converter loses by them in each direction.
 */

import type { IntegerName, PrimitiveName, Type } from "../../codegen/src/schema/model.js";
import { INTEGER_NAMES } from "../../codegen/src/syntax/definition.js";
import { pick, type Random } from "../contract/seeded-random.js";
import { primitive } from "./random-draft.js";

/**
 * `some`: what the way back could not have made. `all`: the two have values that the other lacks.
 */
export type Loss = "none" | "some" | "all";

export type Retyped = { readonly type: Type; readonly up: Loss; readonly down: Loss };

/** Changes something inside `type`; null if the random change fits nothing there. */
export function randomRetype(type: Type, random: Random): Retyped | null {
  const kind = random(6);
  if (kind === 0) return { type: { kind: "optional", item: type }, up: "none", down: "some" };
  if (kind === 1 && type.kind === "optional") return { type: type.item, up: "some", down: "none" };
  switch (type.kind) {
    case "primitive":
      return retypedPrimitive(type.name, random);
    case "data":
      return retypedData(type.length, random);
    case "optional":
      return within(randomRetype(type.item, random), (item) => ({ ...type, item }));
    case "list":
      if (kind > 3) return within(randomRetype(type.item, random), (item) => ({ ...type, item }));
      return retypedLength(type.length, random, (length) => ({ ...type, length }));
    case "map": {
      if (kind > 3)
        return within(randomRetype(type.value, random), (value) => ({ ...type, value }));
      if (type.key.kind !== "primitive") return null;
      const key = retypedPrimitive(type.key.name, random);
      const isKey = key?.type.kind === "primitive" && !/^f\d/.test(key.type.name);
      return isKey ? within(key, (key) => ({ ...type, key })) : null;
    }
    default:
      return null;
  }
}

function within(retyped: Retyped | null, make: (type: Type) => Type): Retyped | null {
  return retyped === null ? null : { ...retyped, type: make(retyped.type) };
}

function retypedLength(
  length: number | null,
  random: Random,
  make: (length: number | null) => Type,
): Retyped {
  if (length === null) return { type: make(1 + random(3)), up: "some", down: "none" };
  if (random(2) === 0) return { type: make(null), up: "none", down: "some" };
  return { type: make(length + 1), up: "all", down: "all" };
}

function retypedData(length: number | null, random: Random): Retyped {
  if (random(2) === 0) return retypedLength(length, random, (length) => ({ kind: "data", length }));
  return { type: { kind: "list", length, item: primitive("u8") }, up: "none", down: "none" };
}

function retypedPrimitive(name: PrimitiveName, random: Random): Retyped | null {
  if (random(4) === 0) {
    const other = name === "str" ? "u32" : "str";
    return { type: primitive(other), up: "all", down: "all" };
  }
  if (name === "f32") return { type: primitive("f64"), up: "none", down: "some" };
  if (name === "f64") return { type: primitive("f32"), up: "some", down: "none" };
  if (!isInteger(name)) return null;
  const target = pick(random, INTEGER_NAMES);
  if (target === name) return null;
  const [up, down] = [isWithin(name, target), isWithin(target, name)];
  const type = primitive(target);
  if (up && down) return { type, up: "none", down: "none" };
  if (up) return { type, up: "none", down: "some" };
  return down ? { type, up: "some", down: "none" } : { type, up: "all", down: "all" };
}

export function isInteger(name: PrimitiveName): name is IntegerName {
  return INTEGER_NAMES.some((integer) => integer === name);
}

/** Bits that a number can have, and whether it can be negative. */
export function integerBits(name: IntegerName): {
  readonly bits: number;
  readonly isSigned: boolean;
} {
  const isSigned = name.startsWith("i");
  const digits = /\d+/.exec(name);
  return { bits: digits === null ? 64 : Number(digits[0]), isSigned };
}

function isWithin(inner: IntegerName, outer: IntegerName): boolean {
  const [from, to] = [integerBits(inner), integerBits(outer)];
  if (from.isSigned === to.isSigned) return from.bits <= to.bits;
  return !from.isSigned && from.bits < to.bits;
}
