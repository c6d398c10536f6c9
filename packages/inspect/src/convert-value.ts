/**
 * Converts values between neighbouring versions along the description of a step, with the functions
 * that generated converters call: so the results and the refusals are the same.
 */

import {
  convertMap,
  narrowToBigint,
  narrowToF32,
  narrowToNumber,
  notRepresentable,
  omitEntries,
  omitItems,
  rejectValue,
  requireLength,
  requirePresent,
  unknownValue,
  unknownVariant,
  widenToBigint,
} from "@barewire/runtime";
import { bodyOf, own, type Shape } from "@barewire/runtime/schema-codec";
import { decidedValue, isDroppable, type OpenDirection } from "./open-protocol.js";
import type {
  ConversionDescription,
  ConverterBody,
  ConverterDescription,
  DroppedField,
  FieldConversion,
  FieldSource,
  Rejection,
} from "./protocol-description.js";

type Fields = { readonly [name: string]: unknown };

/** Converts a value of the type that the source version calls `name`. */
export function convertNamed(direction: OpenDirection, name: string, value: unknown): unknown {
  const converter = direction.converters.get(name);
  // A type without a converter is the same in both versions.
  return converter === undefined ? value : convertBody(direction, converter, value);
}

function convertBody(
  direction: OpenDirection,
  converter: ConverterDescription,
  value: unknown,
): unknown {
  const { source, target, body } = converter;
  switch (body.kind) {
    case "struct":
      return convertStruct(direction, converter, body, value as Fields);
    case "enum":
      return convertEnum(direction, converter, body, value);
    case "union":
      return convertUnion(direction, converter, body, value as Fields);
    case "alias":
      return convert(direction, source, body.conversion, value);
    case "decided": {
      const { key } = body;
      const [, member = null] = key.split(".");
      const path = member === null ? source : `${source}.${member}`;
      const made = decidedValue(direction, { key, path, shape: target, isNew: false }, value);
      if (body.carried.length === 0) return made;
      const fields = fieldsOf(direction, converter, body.carried, value as Fields, made as Fields);
      return { ...(made as Fields), ...fields };
    }
    case "dropped":
      return null;
    case "rejected":
      throw rejection(direction, body);
    default:
      return body satisfies never;
  }
}

function rejection({ step }: OpenDirection, { path, reason }: Rejection): Error {
  return notRepresentable(step, path, reason ?? undefined);
}

function convertStruct(
  direction: OpenDirection,
  converter: ConverterDescription,
  { fields, dropped }: Extract<ConverterBody, { readonly kind: "struct" }>,
  value: Fields,
): unknown {
  for (const field of dropped) requireDropped(direction, converter, field, value);
  return fieldsOf(direction, converter, fields, value, {});
}

function requireDropped(
  direction: OpenDirection,
  { source }: ConverterDescription,
  { name, key, how }: DroppedField,
  value: Fields,
): void {
  if (how.kind === "drop") return;
  const path = `${source}.${name}`;
  if (how.kind === "reject") throw notRepresentable(direction.step, path);
  const part = value[name];
  if (how.kind === "reject-present") {
    const { nothing } = how;
    const isFilled = nothing === "null" ? part !== null : Number((part as Fields)[nothing]) > 0;
    if (isFilled) throw notRepresentable(direction.step, path);
    return;
  }
  if (how.optional && part === null) return;
  const shape = fieldShape(direction.source.shapes, source, name);
  if (!isDroppable(direction, key, shape, part)) throw notRepresentable(direction.step, path);
}

/** `made` is what a decision has made of the whole struct. */
function fieldsOf(
  direction: OpenDirection,
  converter: ConverterDescription,
  fields: readonly FieldConversion[],
  value: Fields,
  made: Fields,
): Fields {
  const parts: [string, unknown][] = [];
  for (const { name, from } of fields) {
    parts.push([name, fieldOf(direction, converter, name, from, value, made)]);
  }
  return Object.fromEntries(parts);
}

function fieldOf(
  direction: OpenDirection,
  converter: ConverterDescription,
  name: string,
  from: FieldSource,
  value: Fields,
  made: Fields,
): unknown {
  const { source, target } = converter;
  switch (from.kind) {
    case "field":
      return convert(direction, `${source}.${from.source}`, from.conversion, value[from.source]);
    case "decided": {
      const { key } = from;
      const isNew = from.source === null;
      const [, member = name] = key.split(".");
      const path = `${source}.${from.source ?? member}`;
      const shape = fieldShape(direction.target.shapes, target, name);
      const given = from.source === null ? value : value[from.source];
      return decidedValue(direction, { key, path, shape, isNew }, given);
    }
    case "absent":
      return null;
    case "rejected":
      throw rejection(direction, from);
    case "carried": {
      const part = value[from.source];
      if (part !== undefined) {
        return convert(direction, `${source}.${from.source}`, from.conversion, part);
      }
      const { otherwise } = from;
      if (otherwise === null) return undefined;
      return fieldOf(direction, converter, name, otherwise, value, made);
    }
    case "made":
      return made[name];
    default:
      return from satisfies never;
  }
}

function fieldShape(shapes: OpenDirection["source"]["shapes"], type: string, field: string): Shape {
  const body = bodyOf(shapes, type);
  const shape = typeof body === "object" && "struct" in body ? own(body.struct, field) : undefined;
  if (shape === undefined) throw new RangeError(`the description has no ${type}.${field}`);
  return shape;
}

function convertEnum(
  direction: OpenDirection,
  { source, target }: ConverterDescription,
  { values }: Extract<ConverterBody, { readonly kind: "enum" }>,
  value: unknown,
): unknown {
  const to = values.find((known) => known.source === value)?.to;
  // The type of the parameter is for generated code, whose compiler has ruled out all values.
  if (to === undefined) throw unknownValue(source, value as never);
  const path = `${source}.${value}`;
  switch (to.kind) {
    case "value":
      return to.name;
    case "decided":
      return decidedMember(direction, source, target, to.key, value);
    case "reject":
      throw notRepresentable(direction.step, path);
    default:
      return to satisfies never;
  }
}

function convertUnion(
  direction: OpenDirection,
  { source, target }: ConverterDescription,
  { variants }: Extract<ConverterBody, { readonly kind: "union" }>,
  value: Fields,
): unknown {
  const tag = value["tag"];
  const to = variants.find((known) => known.source === tag)?.to;
  // Generated code names a lone tag, and else the value.
  if (to === undefined) throw unknownVariant(source, (variants.length > 1 ? value : tag) as never);
  const path = `${source}.${tag}`;
  switch (to.kind) {
    case "variant":
      if (to.name === tag && to.conversion.kind === "same") return value;
      return { tag: to.name, val: convert(direction, path, to.conversion, value["val"]) };
    case "decided":
      return decidedMember(direction, source, target, to.key, value["val"]);
    case "reject":
      throw rejection(direction, { path, reason: to.reason });
    default:
      return to satisfies never;
  }
}

/** A value of the whole target type, which a decision makes in place of one member of it. */
function decidedMember(
  direction: OpenDirection,
  source: string,
  target: string,
  key: string,
  given: unknown,
): unknown {
  const [, member = ""] = key.split(".");
  const path = `${source}.${member}`;
  return decidedValue(direction, { key, path, shape: target, isNew: false }, given);
}

/** `path` is the part that is converted, as `Type` or `Type.member`. */
function convert(
  direction: OpenDirection,
  path: string,
  conversion: ConversionDescription,
  value: unknown,
): unknown {
  const { step } = direction;
  const inner = (item: ConversionDescription, part: unknown) =>
    convert(direction, path, item, part);
  switch (conversion.kind) {
    case "same":
      return value;
    case "named":
      return convertNamed(direction, conversion.source, value);
    case "to-bigint":
      return widenToBigint(value as number);
    case "narrow": {
      const { target } = conversion;
      const isBigint = /^(?:[ui]64|u?int)$/.test(target);
      const number = value as number | bigint;
      return isBigint
        ? narrowToBigint(step, path, number, target)
        : narrowToNumber(step, path, number, target);
    }
    case "narrow-float":
      return narrowToF32(step, path, value as number);
    case "wrap": {
      const some = inner(conversion.item, value);
      return conversion.nested ? { some } : some;
    }
    case "unwrap": {
      const present = requirePresent(step, path, value);
      return inner(conversion.item, conversion.nested ? (present as Fields)["some"] : present);
    }
    case "optional": {
      if (value === null) return null;
      const present = conversion.nestedSource ? (value as Fields)["some"] : value;
      const some = inner(conversion.item, present);
      return conversion.nestedTarget ? { some } : some;
    }
    case "list":
      return convertList(direction, path, conversion, value as ArrayLike<unknown>);
    case "length":
      return requireLength(step, path, value as ArrayLike<unknown>, conversion.length);
    case "map": {
      const entries = value as ReadonlyMap<unknown, unknown>;
      const { key, value: item } = conversion;
      const convertKey = (part: unknown) => inner(key, part);
      return convertMap(step, path, entries, convertKey, (part) => inner(item, part));
    }
    case "omit":
      return convertSome(direction, path, conversion.of, value);
    case "reject":
      return rejectValue(step, path, `has another type in v${step.to}`);
    default:
      return conversion satisfies never;
  }
}

type ListConversion = Extract<ConversionDescription, { readonly kind: "list" }>;

function convertList(
  direction: OpenDirection,
  path: string,
  { length, item, into }: ListConversion,
  value: ArrayLike<unknown>,
): unknown {
  const items = length === null ? value : requireLength(direction.step, path, value, length);
  const inner = (part: unknown) => convert(direction, path, item, part);
  if (into === null && value instanceof Uint8Array) return value.map((byte) => byteOf(inner(byte)));
  // It reads all items before it converts one, as it does in generated code.
  if (into === "bytes") return Uint8Array.from(items, (part) => byteOf(inner(part)));
  return Array.from(items, inner);
}

/** A converted item of bytes, which the description says is a number of 8 bits. */
function byteOf(item: unknown): number {
  return item as number;
}

/** Converts a list or a map without what the target cannot represent. */
function convertSome(
  direction: OpenDirection,
  path: string,
  of: ConversionDescription,
  value: unknown,
): unknown {
  const { step } = direction;
  const inner = (item: ConversionDescription) => (part: unknown) =>
    convert(direction, path, item, part);
  if (of.kind === "list") {
    const items = omitItems(step, path, value as ArrayLike<unknown>, inner(of.item));
    return of.into === "bytes" ? Uint8Array.from(items, byteOf) : items;
  }
  if (of.kind !== "map") throw new RangeError("only a list or a map leaves something out");
  const entries = value as ReadonlyMap<unknown, unknown>;
  return omitEntries(step, path, entries, inner(of.key), inner(of.value));
}
