/**
 * An oracle for conversions, as simple as it can be: it walks a value and the two types of it at
 * once, and asks the answers where the types have nothing more in common.
 */

import type { Direction } from "../../codegen/src/evolve/plan/decision-entry.js";
import type { Field, PrimitiveName, Type } from "../../codegen/src/schema/model.js";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";
import type { Answer, Answers } from "./random-answers.js";
import { integerBits, isInteger } from "./random-retype.js";

export type OracleStep = {
  readonly direction: Direction;
  readonly source: TypeGraph;
  readonly target: TypeGraph;
  readonly decided: Answers;
  /** Tells whether the two types have equal closures. */
  readonly isEqual: (source: Type, target: Type) => boolean;
};

export type Expected =
  | {
      readonly kind: "value";
      readonly value: unknown;
      /** Objects that have to be passed on, not copied. */
      readonly kept: ReadonlySet<unknown>;
      /** Tells whether an answer has left something out or made something up. */
      readonly isDecided: boolean;
      /** The sources of the values that answers created, by path in the target. */
      readonly made: ReadonlyMap<string, string>;
    }
  | { readonly kind: "refused"; readonly path: string };

/** The path of a part in the source, and of what becomes of it in the target. */
type Place = { readonly from: string; readonly to: string };

function inside({ from, to }: Place, segment: string, targetSegment = segment): Place {
  return { from: from + segment, to: to + targetSegment };
}

class Refused extends Error {
  readonly path: string;

  constructor({ from }: Place) {
    super(from);
    this.path = from;
  }
}

type Walk = OracleStep & {
  readonly kept: Set<unknown>;
  readonly made: Map<string, string>;
  isDecided: boolean;
};

/** The root has the same name in all versions. */
export function expectedOf(step: OracleStep, root: string, value: unknown, path: string): Expected {
  const walk: Walk = { ...step, kept: new Set(), made: new Map(), isDecided: false };
  const place = { from: path, to: path };
  const type: Type = { kind: "reference", name: root };
  try {
    const converted = convert(type, type, value, place, walk);
    const { kept, made, isDecided } = walk;
    return { kind: "value", value: converted, kept, made, isDecided };
  } catch (error) {
    if (error instanceof Refused) return { kind: "refused", path: error.path };
    throw error;
  }
}

function convert(source: Type, target: Type, value: unknown, path: Place, walk: Walk): unknown {
  if (walk.isEqual(source, target)) {
    if (typeof value === "object" && value !== null) walk.kept.add(value);
    return value;
  }
  if (source.kind === "reference" && target.kind === "reference") {
    if (targetName(source.name, walk) === target.name) {
      return convertNamed(source.name, target.name, value, path, walk);
    }
  }
  const [from, to] = [behindAlias(source, walk.source), behindAlias(target, walk.target)];
  if (from !== source || to !== target) return convert(from, to, value, path, walk);
  if (from.kind === "optional" || to.kind === "optional") {
    return convertOptional(from, to, value, path, walk);
  }
  if (from.kind === "primitive" && to.kind === "primitive") {
    return convertNumber(from.name, to.name, value, path);
  }
  if (from.kind === "map" && to.kind === "map") {
    return convertMap([from.key, to.key], [from.value, to.value], value, path, walk);
  }
  const isList = ({ kind }: Type) => kind === "list" || kind === "data";
  // A value that has nothing in common with its counterpart is rejected at any depth.
  if (!isList(from) || !isList(to)) throw new Refused(path);
  return convertList(from, to, value, path, walk);
}

/** The type itself, or what an alias stands for. */
function behindAlias(type: Type, graph: TypeGraph): Type {
  if (type.kind !== "reference") return type;
  const body = bodyOf(type.name, graph);
  return isNominal(body) ? type : body;
}

function bodyOf(name: string, graph: TypeGraph): Type {
  const body = graph.namedTypes.get(name)?.type;
  if (body === undefined) throw new Error(`there is no ${name}`);
  return body;
}

function isNominal(type: Type): boolean {
  return type.kind === "struct" || type.kind === "enum" || type.kind === "union";
}

/** Returns the target's name of a type of the source; undefined if it has none. */
function targetName(name: string, walk: Walk): string | undefined {
  return counterpart("", name, [...walk.target.namedTypes.keys()], walk);
}

/** Returns the target's name of a member (or a type, where `type` is empty) of the source. */
function counterpart(
  type: string,
  name: string,
  names: readonly string[],
  { decided: { renames }, direction }: Walk,
): string | undefined {
  const prefix = type === "" ? "" : `${type}.`;
  if (direction === "downgrade") {
    const older = renames.get(prefix + name);
    return older ?? (names.includes(name) ? name : undefined);
  }
  const renamed = names.find((candidate) => renames.get(prefix + candidate) === name);
  return renamed ?? (names.includes(name) ? name : undefined);
}

function convertOptional(from: Type, to: Type, value: unknown, path: Place, walk: Walk): unknown {
  const isNested = (type: Type, graph: TypeGraph) =>
    type.kind === "optional" && graph.resolve(type.item).kind === "optional";
  if (from.kind !== "optional") {
    if (to.kind !== "optional") throw new Error("one of them is optional");
    const item = convert(from, to.item, value, path, walk);
    return isNested(to, walk.target) ? { some: item } : item;
  }
  if (value === null) {
    if (to.kind === "optional") return null;
    throw new Refused(path);
  }
  // An optional of an optional holds its value in `some`.
  const present = isNested(from, walk.source) ? (value as { readonly some: unknown }).some : value;
  const item = convert(from.item, to.kind === "optional" ? to.item : to, present, path, walk);
  return isNested(to, walk.target) ? { some: item } : item;
}

function convertNumber(from: PrimitiveName, to: string, value: unknown, path: Place): unknown {
  if (from === "f32" || from === "f64") {
    if (to !== "f32" && to !== "f64") throw new Refused(path);
    if (to === "f32" && !Object.is(Math.fround(value as number), value)) throw new Refused(path);
    return value;
  }
  const target = to as Parameters<typeof isInteger>[0];
  if (!isInteger(target) || !isInteger(from)) throw new Refused(path);
  const { bits, isSigned } = integerBits(target);
  const number = BigInt(value as number | bigint);
  const fitting = isSigned ? BigInt.asIntN(bits, number) : BigInt.asUintN(bits, number);
  if (fitting !== number) throw new Refused(path);
  return bits === 64 ? number : Number(number);
}

function convertList(from: Type, to: Type, value: unknown, path: Place, walk: Walk): unknown {
  const length = "length" in to ? to.length : null;
  // Both are lists or data, whose values have a length.
  const items = value as ArrayLike<unknown>;
  if (length !== null && items.length !== length) throw new Refused(path);
  const [source, target] = [itemOf(from), itemOf(to)];
  const [isFromBytes, isToBytes] = [isByte(source, walk.source), isByte(target, walk.target)];
  if (isFromBytes && isToBytes) return value;
  // The place of an item is known where a plain array is read item by item.
  const isIndexed = !isFromBytes && !isToBytes;
  const converted = Array.from(items, (item, index) =>
    convert(source, target, item, isIndexed ? inside(path, `[${index}]`) : path, walk),
  );
  return isToBytes ? Uint8Array.from(converted as number[]) : converted;
}

function itemOf(type: Type): Type {
  if (type.kind === "list") return type.item;
  if (type.kind === "data") return { kind: "primitive", name: "u8" };
  throw new Error(`a ${type.kind} has no items`);
}

function isByte(type: Type, graph: TypeGraph): boolean {
  const body = graph.resolve(type);
  return body.kind === "primitive" && body.name === "u8";
}

type Pair = readonly [source: Type, target: Type];

function convertMap(key: Pair, item: Pair, value: unknown, path: Place, walk: Walk): unknown {
  // Both are maps.
  const entries = [...(value as ReadonlyMap<unknown, unknown>)];
  const converted = new Map(
    entries.map(([name, held], index) => {
      const place = inside(path, `[value ${index}]`);
      const keyPlace = inside(path, `[key ${index}]`);
      return [convert(...key, name, keyPlace, walk), convert(...item, held, place, walk)];
    }),
  );
  if (converted.size < entries.length) throw new Refused(path);
  return converted;
}

function convertNamed(
  sourceName: string,
  targetNamed: string,
  value: unknown,
  path: Place,
  walk: Walk,
): unknown {
  const isUpgrade = walk.direction === "upgrade";
  const key = isUpgrade ? targetNamed : sourceName;
  const answer = answerOf(key, walk);
  const [from, to] = [bodyOf(sourceName, walk.source), bodyOf(targetNamed, walk.target)];
  if (answer?.kind === "value" || answer?.kind === "drop") return made(answer, path, walk);
  if (isNominal(from) === isNominal(to) && !isNominal(from)) {
    if (answer?.kind === "reject" && !canConvert(from, to, walk)) throw new Refused(path);
    return convert(from, to, value, path, walk);
  }
  if (answer?.kind === "reject") throw new Refused(path);
  const [source, target] = [
    walk.source.resolve({ kind: "reference", name: sourceName }),
    walk.target.resolve({ kind: "reference", name: targetNamed }),
  ];
  if (source.kind === "struct" && target.kind === "struct") {
    return convertStruct(key, source.fields, target.fields, value, path, walk);
  }
  if (source.kind === "enum" && target.kind === "enum") {
    const names = target.values.map((one) => one.name);
    return counterpart(key, String(value), names, walk) ?? standIn(key, String(value), path, walk);
  }
  if (source.kind !== "union" || target.kind !== "union") throw new Error(`${key} is not decided`);
  // A union value has a tag and a val.
  const { tag, val } = value as { readonly tag: string; readonly val: unknown };
  const other = counterpart(
    key,
    tag,
    target.variants.map((one) => one.name),
    walk,
  );
  const type = source.variants.find((one) => one.name === tag)?.type;
  const otherType = target.variants.find((one) => one.name === other)?.type;
  if (type === undefined || otherType === undefined) return standIn(key, tag, path, walk);
  if (walk.isEqual(type, otherType) && tag === other) walk.kept.add(value);
  return {
    tag: other,
    val: convert(type, otherType, val, inside(path, `.${tag}`, `.${other}`), walk),
  };
}

function answerOf(key: string, { decided, direction }: Walk): Answer | undefined {
  return decided.answers.get(`${key} ${direction}`);
}

function made(
  answer: Extract<Answer, { readonly kind: "value" | "drop" }>,
  { from, to }: Place,
  walk: Walk,
): unknown {
  walk.isDecided = true;
  walk.made.set(to, from);
  return answer.kind === "value" ? answer.value : null;
}

/** Returns the answer's substitute for a value or a variant that the target lacks. */
function standIn(type: string, name: string, path: Place, walk: Walk): unknown {
  const answer = answerOf(`${type}.${name}`, walk);
  const place = inside(path, `.${name}`, "");
  if (answer?.kind === "value") return made(answer, place, walk);
  throw new Refused(place);
}

function convertStruct(
  key: string,
  source: readonly Field[],
  target: readonly Field[],
  value: unknown,
  path: Place,
  walk: Walk,
): unknown {
  // A struct value has its fields.
  const values = value as { readonly [name: string]: unknown };
  const names = target.map(({ name }) => name);
  const nameOf = (field: Field) => counterpart(key, field.name, names, walk);
  const plan = target.map((field) => {
    const from = source.find((one) => nameOf(one) === field.name);
    const newer = walk.direction === "upgrade" ? field.name : (from?.name ?? field.name);
    return { field, from, answer: answerOf(`${key}.${newer}`, walk) };
  });
  for (const { field, from, answer } of plan) refuseUnfillable(field, from, answer, path, walk);
  const lost = source.filter((field) => nameOf(field) === undefined);
  for (const field of lost) refuseAlways(key, field, path, walk);
  for (const field of lost) leaveOut(key, field, values[field.name], path, walk);
  return Object.fromEntries(
    plan.map(({ field, from, answer }) => {
      const fieldPath = inside(path, from === undefined ? "" : `.${from.name}`, `.${field.name}`);
      if (answer?.kind === "value") return [field.name, made(answer, fieldPath, walk)];
      if (from === undefined) return [field.name, null];
      return [field.name, convert(from.type, field.type, values[from.name], fieldPath, walk)];
    }),
  );
}

function refuseUnfillable(
  field: Field,
  from: Field | undefined,
  answer: Answer | undefined,
  path: Place,
  walk: Walk,
): void {
  if (answer?.kind !== "reject") return;
  if (from === undefined && walk.target.resolve(field.type).kind !== "optional") {
    throw new Refused(path);
  }
  if (from !== undefined && !canConvert(from.type, field.type, walk)) {
    throw new Refused(inside(path, `.${from.name}`));
  }
}

function refuseAlways(key: string, field: Field, path: Place, walk: Walk): void {
  const answer = answerOf(`${key}.${field.name}`, walk);
  if (!canBeEmpty(field.type, walk) && answer?.kind === "reject")
    throw new Refused(inside(path, `.${field.name}`));
}

function leaveOut(key: string, field: Field, value: unknown, path: Place, walk: Walk): void {
  const answer = answerOf(`${key}.${field.name}`, walk);
  // An optional part that is absent loses nothing when it is left out.
  if (value === null && walk.source.resolve(field.type).kind === "optional") return;
  if (
    answer?.kind === "reject" &&
    canBeEmpty(field.type, walk) &&
    isEmpty(value, field.type, walk)
  ) {
    // The way back may have no value for it, although this one lost nothing.
    walk.isDecided = true;
    return;
  }
  if (answer?.kind === "drop") walk.isDecided = true;
  else if (answer?.kind === "drop-if") {
    if (!Object.is(value, answer.value)) throw new Refused(inside(path, `.${field.name}`));
    walk.isDecided = true;
  } else throw new Refused(inside(path, `.${field.name}`));
}

/** Tells whether a value of the type may be empty, so that losing it loses nothing. */
function canBeEmpty(type: Type, walk: Walk): boolean {
  const body = walk.source.resolve(type);
  if (body.kind === "list" || body.kind === "data") return body.length === null;
  return body.kind === "optional" || body.kind === "map";
}

/** An optional says nothing where it is absent: one that holds an empty list says something. */
function isEmpty(value: unknown, type: Type, walk: Walk): boolean {
  if (walk.source.resolve(type).kind === "optional") return value === null;
  if (value instanceof Map) return value.size === 0;
  // A type that is neither optional nor a map is a list or data here.
  return (value as ArrayLike<unknown>).length === 0;
}

/**
 * Tells whether some value of the source has a counterpart, so that a rejection concerns the
 * others.
 */
function canConvert(source: Type, target: Type, walk: Walk): boolean {
  if (walk.isEqual(source, target)) return true;
  if (source.kind === "reference" && target.kind === "reference") {
    if (targetName(source.name, walk) === target.name) return true;
  }
  const [from, to] = [behindAlias(source, walk.source), behindAlias(target, walk.target)];
  if (from !== source || to !== target) return canConvert(from, to, walk);
  if (from.kind === "optional") {
    return to.kind === "optional" || canConvert(from.item, to, walk);
  }
  if (to.kind === "optional") return canConvert(from, to.item, walk);
  if (from.kind === "map" && to.kind === "map") {
    return true;
  }
  if (from.kind === "primitive" && to.kind === "primitive") {
    const isFloat = (name: string) => name === "f32" || name === "f64";
    return isFloat(from.name) ? isFloat(to.name) : isInteger(from.name) && isInteger(to.name);
  }
  if (!["list", "data"].includes(from.kind) || !["list", "data"].includes(to.kind)) return false;
  const [length, other] = [from, to].map((type) => ("length" in type ? type.length : null));
  if (length === other || other === null) return true;
  return length === null && canConvert(itemOf(from), itemOf(to), walk);
}
