/**
 * The converters that carry parts past versions that lack them: the steps between two versions are
 * planned once more, with each version between extended by the parts. So the converters do what the
 * steps do, and the parts have a place on the way.
 */

import type { EnumType, NamedType, Schema, StructType, Type, UnionType } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import { referencedNames } from "../schema/type-graph.js";
import { schemaView } from "./compare/comparison.js";
import { compareVersions } from "./compare-versions.js";
import type { PartAgain } from "./plan/availability.js";
import type { DecisionEntry } from "./plan/decision-entry.js";
import { memberType } from "./plan/parts-again.js";
import type { StepPlan, TypePlan } from "./plan/type-plan.js";

export type CarryInput = {
  readonly older: number;
  readonly newer: number;
  readonly parts: readonly PartAgain[];
  /** From `older` to `newer`, ascending, and the steps between them. */
  readonly schemas: readonly Schema[];
  readonly steps: readonly StepPlan[];
  /** The entries of each of the steps. */
  readonly entries: readonly ReadonlyMap<string, DecisionEntry>[];
  readonly options: EmitOptions;
};

export type CarriedStep = {
  readonly plan: StepPlan;
  readonly schemas: { readonly older: Schema; readonly newer: Schema };
  /** The names of the types, of either side, whose converters are not those of the step itself. */
  readonly own: ReadonlySet<TypePlan>;
};

/** Null where a function of a decision stands in the way, which knows nothing of the parts. */
export function carryParts(input: CarryInput): readonly CarriedStep[] | null {
  const { schemas, steps, parts, entries, options } = input;
  const extended = schemas.map((schema, index) => {
    const isEnd = index === 0 || index === schemas.length - 1;
    return isEnd ? schema : extend(schema, input, index);
  });
  const carried = steps.map((step, index): CarriedStep | null => {
    const [older, newer] = [extended[index], extended[index + 1]];
    if (older === undefined || newer === undefined) return null;
    const keys = new Set(parts.map(({ key }) => nameAt(key, input, index + 1)));
    const kept = [...(entries[index] ?? new Map<string, DecisionEntry>())].filter(
      ([key]) => !keys.has(key),
    );
    const { plan } = compareVersions({ older, newer, entries: new Map(kept), options });
    const touched = {
      older: touchedNames(schemas[index], older),
      newer: touchedNames(schemas[index + 1], newer),
    };
    const own = new Set<TypePlan>();
    const plans = plan.plans.map((found): TypePlan => {
      const isUpgrade = found.direction === "upgrade";
      const [olderName, newerName] = isUpgrade
        ? [found.source, found.target]
        : [found.target, found.source];
      const isTouched = touched.older.has(olderName) || touched.newer.has(newerName);
      const known = step.plans.find(
        ({ direction, source }) => direction === found.direction && source === found.source,
      );
      if (!isTouched) return known ?? found;
      const carrying = { ...found, carrier: { older: input.older, newer: input.newer } };
      own.add(carrying);
      return carrying;
    });
    const sides = {
      older: { schema: older, touched: touched.older },
      newer: { schema: newer, touched: touched.newer },
    };
    if ([...own].some((found) => isInTheWay(found, sides, input))) return null;
    return { plan: { ...plan, plans }, schemas: { older, newer }, own };
  });
  const complete = carried.flatMap((step) => (step === null ? [] : [step]));
  return complete.length === steps.length ? complete : null;
}

type Side = { readonly schema: Schema; readonly touched: ReadonlySet<string> };

/** Whether a function makes, or is given, a value that may hold one of the parts. */
function isInTheWay(
  { direction, source, target, body }: TypePlan,
  sides: { readonly older: Side; readonly newer: Side },
  { parts, schemas }: CarryInput,
): boolean {
  const isUpgrade = direction === "upgrade";
  const [from, to] = isUpgrade ? [sides.older, sides.newer] : [sides.newer, sides.older];
  if (body.kind === "decided") return true;
  if (body.kind === "union") return body.variants.some((variant) => variant.to.kind === "decided");
  if (body.kind !== "struct") return false;
  // A field more harms no function that is given the whole struct; a variant or a value more does.
  const newest = schemas.at(-1)?.types ?? [];
  const isField = ({ key }: PartAgain) =>
    newest.find(({ name }) => name === key.split(".", 1)[0])?.type.kind === "struct";
  const areFields = parts.every(isField);
  return body.fields.some(({ name, from: made }) => {
    if (made.kind !== "decided") return false;
    if (holdsPart(to, target, name)) return true;
    if (made.source !== null) return holdsPart(from, source, made.source);
    return !areFields && from.touched.has(source);
  });
}

function holdsPart({ schema, touched }: Side, type: string, member: string): boolean {
  const body = schema.types.find(({ name }) => name === type)?.type;
  const found = body === undefined ? null : memberType(body, member);
  return found !== null && referencedNames(found).some((name) => touched.has(name));
}

/** The name of a part in the version at `index`, by the names of its type. */
function nameAt(key: string, { schemas, steps }: CarryInput, index: number): string {
  const [type = key, member] = key.split(".");
  let name = type;
  for (let at = schemas.length - 2; at >= index; at--)
    name = steps[at]?.olderNames.get(name) ?? name;
  return member === undefined ? name : `${name}.${member}`;
}

function extend(schema: Schema, input: CarryInput, index: number): Schema {
  const newest = input.schemas.at(-1);
  if (newest === undefined) return schema;
  const types = new Map(schema.types.map((named) => [named.name, named]));
  const pending: string[] = [];
  const renamed = (type: Type): Type => mapNames(type, (name) => nameAt(name, input, index));
  const sourceOf = (name: string) => newest.types.find((named) => named.name === name);
  for (const { key } of input.parts) {
    const [type = key, member] = key.split(".");
    const source = sourceOf(type);
    if (source === undefined) continue;
    if (member === undefined) pending.push(type);
    else {
      const owner = types.get(nameAt(type, input, index));
      if (owner === undefined) continue;
      types.set(owner.name, {
        ...owner,
        type: withMember(owner.type, source.type, member, renamed),
      });
      const added = memberType(source.type, member);
      if (added !== null) pending.push(...referencedNames(added));
    }
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const source = sourceOf(name);
    const own = nameAt(name, input, index);
    if (source === undefined || types.has(own)) continue;
    types.set(own, { ...source, name: own, type: renamed(source.type) });
    pending.push(...referencedNames(source.type));
  }
  return { ...schema, types: [...types.values()] };
}

/** `type` with one more member, in the place and of the type that it has in `source`. */
function withMember(
  type: Type,
  source: Type,
  member: string,
  renamed: (type: Type) => Type,
): StructType | EnumType | UnionType | Type {
  if (type.kind === "struct" && source.kind === "struct") {
    const added = source.fields.filter(({ name }) => name === member);
    const fields = added.map((field) => ({ ...field, type: renamed(field.type) }));
    return { ...type, fields: [...type.fields, ...fields] };
  }
  if (type.kind === "union" && source.kind === "union") {
    const added = source.variants.filter(({ name }) => name === member);
    const variants = added.map((variant, index) => ({
      ...variant,
      tag: freeNumber(type.variants.map(({ tag }) => tag)) + index,
      type: renamed(variant.type),
    }));
    return { ...type, variants: [...type.variants, ...variants] };
  }
  if (type.kind === "enum" && source.kind === "enum") {
    const added = source.values.filter(({ name }) => name === member);
    const number = freeNumber(type.values.map((value) => value.number));
    const values = added.map((value, index) => ({ ...value, number: number + index }));
    return { ...type, values: [...type.values, ...values] };
  }
  return type;
}

/** What is never encoded may have any number that no other has. */
function freeNumber(taken: readonly number[]): number {
  return Math.max(0, ...taken) + 1;
}

function mapNames(type: Type, rename: (name: string) => string): Type {
  const inner = (item: Type) => mapNames(item, rename);
  switch (type.kind) {
    case "reference":
      return { ...type, name: rename(type.name) };
    case "optional":
    case "list":
      return { ...type, item: inner(type.item) };
    case "map":
      return { ...type, key: inner(type.key), value: inner(type.value) };
    case "struct":
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...field, type: inner(field.type) })),
      };
    case "union":
      return {
        ...type,
        variants: type.variants.map((variant) => ({ ...variant, type: inner(variant.type) })),
      };
    case "primitive":
    case "data":
    case "enum":
      return type;
    default:
      return type satisfies never;
  }
}

/** The types of an extended version that are not what they are without its parts. */
export function touchedNames(plain: Schema | undefined, extended: Schema): ReadonlySet<string> {
  if (plain === undefined || plain === extended) return new Set();
  const [before, after] = [schemaView(plain), schemaView(extended)];
  const isTouched = ({ name }: NamedType) => {
    const reference: Type = { kind: "reference", name };
    if (!before.graph.namedTypes.has(name)) return true;
    return before.closures.closureHash(reference) !== after.closures.closureHash(reference);
  };
  return new Set(extended.types.filter(isTouched).map(({ name }) => name));
}
