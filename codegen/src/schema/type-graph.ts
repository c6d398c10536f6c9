/**
 * The graph of references between the types of a checked schema, and the facts that follow from it:
 * the type behind an alias, roots, recursive types, and the size of encodings.
 *
 * Facts about named types are computed once, dependencies first, so that no lookup walks the schema
 * again and no chain of references can overflow the stack.
 */

import { childTypes } from "../syntax/definition.js";
import type { NamedType, PrimitiveName, Reference, Schema, Type } from "./model.js";
import { stronglyConnected } from "./strongly-connected.js";

type ResolvedType = Exclude<Type, Reference>;

export type TypeGraph = {
  readonly namedTypes: ReadonlyMap<string, NamedType>;
  /**
   * The types that a message can have, in schema order: no other type uses them. Every type of a
   * cycle that no other type uses is a root. A hoisted type is never a root.
   */
  readonly rootNames: readonly string[];
  /** The types whose values may contain further values of the same type. */
  readonly recursiveTypeNames: ReadonlySet<string>;
  /** Follows references and aliases to the type that they stand for. */
  readonly resolve: (type: Type) => ResolvedType;
  /** The fewest bytes that an encoding can take. */
  readonly minimumSize: (type: Type) => number;
  /** The size of every encoding, where all have the same size; null elsewhere. */
  readonly fixedSize: (type: Type) => number | null;
};

export function typeGraph(schema: Schema): TypeGraph {
  const namedTypes = new Map(schema.types.map((named) => [named.name, named]));
  const uses = new Map(
    schema.types.map(({ name, type }) => [name, distinct(referencedNames(type))]),
  );
  const usesOf = (name: string) => mustGet(uses, name);
  const components = stronglyConnected(namedTypes.keys(), usesOf);
  const recursiveTypeNames = new Set(components.filter((names) => isCycle(names, usesOf)).flat());
  const { minimumSizes, fixedSizes } = sizesOf(namedTypes);
  return {
    namedTypes,
    rootNames: rootNamesOf(schema, components, usesOf),
    recursiveTypeNames,
    resolve: (type) => resolveWith(type, namedTypes),
    minimumSize: (type) => Math.min(minimumSizeOf(type, minimumSizes), Number.MAX_SAFE_INTEGER),
    fixedSize: (type) => fixedSizeOf(type, fixedSizes),
  };
}

type Components = readonly (readonly string[])[];

type UsesOf = (name: string) => readonly string[];

/** The names that the type refers to, in the order they are written, once for each occurrence. */
export function referencedNames(type: Type): readonly string[] {
  return type.kind === "reference" ? [type.name] : childTypes<Type>(type).flatMap(referencedNames);
}

/** The types of `names`, and all that contain one of them. */
export function usersOf(names: readonly string[], { types }: Schema): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const { name, type } of types) {
    for (const used of referencedNames(type)) {
      const known = users.get(used);
      if (known === undefined) users.set(used, [name]);
      else known.push(name);
    }
  }
  const found = new Set(names);
  // A set may grow while it is gone through.
  for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
  return found;
}

/** The names of types that are encoded inline, so that the size depends on their size. */
function containedNames(type: Type): readonly string[] {
  const isCounted = type.kind === "map" || (type.kind === "list" && type.length === null);
  if (isCounted || type.kind === "optional") return [];
  return type.kind === "reference" ? [type.name] : childTypes<Type>(type).flatMap(containedNames);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function isCycle(component: readonly string[], usesOf: UsesOf): boolean {
  return component.length > 1 || component.some((name) => usesOf(name).includes(name));
}

function rootNamesOf(schema: Schema, components: Components, usesOf: UsesOf): readonly string[] {
  const componentOf = new Map(
    components.flatMap((component) => component.map((name) => [name, component])),
  );
  const used = new Set(
    schema.types.flatMap(({ name }) =>
      usesOf(name)
        .map((target) => componentOf.get(target))
        .filter((component) => component !== componentOf.get(name)),
    ),
  );
  return schema.types
    .filter(({ name, hoisted }) => !hoisted && !used.has(componentOf.get(name)))
    .map(({ name }) => name);
}

/** A checked schema has no alias of itself, so this ends. */
function resolveWith(type: Type, namedTypes: ReadonlyMap<string, NamedType>): ResolvedType {
  let resolved = type;
  while (resolved.kind === "reference") resolved = mustGet(namedTypes, resolved.name).type;
  return resolved;
}

type Sizes = {
  readonly minimumSizes: ReadonlyMap<string, number>;
  readonly fixedSizes: ReadonlyMap<string, number | null>;
};

function sizesOf(namedTypes: ReadonlyMap<string, NamedType>): Sizes {
  const contained = new Map(
    [...namedTypes.values()].map(({ name, type }) => [name, distinct(containedNames(type))]),
  );
  const containedIn = (name: string) => mustGet(contained, name);
  const minimumSizes = new Map<string, number>();
  const fixedSizes = new Map<string, number | null>();
  for (const component of stronglyConnected(namedTypes.keys(), containedIn)) {
    // The last member entered is nearest to the end of the cycle.
    const members = component.map((name) => mustGet(namedTypes, name)).reverse();
    setMinimumSizes(members, minimumSizes);
    // A cycle of values that end passes through a union, so that no width in it is fixed.
    const isVarying = isCycle(component, containedIn);
    for (const { name, type } of members) {
      fixedSizes.set(name, isVarying ? null : fixedSizeOf(type, fixedSizes));
    }
  }
  return { minimumSizes, fixedSizes };
}

/** Lowers the sizes of one component, infinite at first, until none falls any further. */
function setMinimumSizes(members: readonly NamedType[], sizes: Map<string, number>): void {
  for (const { name } of members) sizes.set(name, Number.POSITIVE_INFINITY);
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const { name, type } of members) {
      const size = minimumSizeOf(type, sizes);
      isStable &&= size === sizes.get(name);
      sizes.set(name, size);
    }
  }
}

/** `sizes` are the sizes of the named types. */
function minimumSizeOf(type: Type, sizes: ReadonlyMap<string, number>): number {
  switch (type.kind) {
    case "primitive":
      return FIXED_SIZES[type.name] ?? 1;
    case "data":
      return type.length ?? 1;
    case "reference":
      return mustGet(sizes, type.name);
    case "optional":
    case "map":
      return 1;
    case "list":
      return type.length === null ? 1 : type.length * minimumSizeOf(type.item, sizes);
    case "struct":
      return type.fields.reduce((sum, field) => sum + minimumSizeOf(field.type, sizes), 0);
    case "enum":
      return smallest(type.values.map(({ number }) => varintSize(number)));
    case "union":
      return smallest(
        type.variants.map(({ tag, type }) => varintSize(tag) + minimumSizeOf(type, sizes)),
      );
    default:
      return type satisfies never;
  }
}

function fixedSizeOf(type: Type, sizes: ReadonlyMap<string, number | null>): number | null {
  switch (type.kind) {
    case "primitive":
      return FIXED_SIZES[type.name];
    case "data":
      return type.length;
    case "reference":
      return mustGet(sizes, type.name);
    case "optional":
    case "map":
    case "enum":
    case "union":
      return null;
    case "list": {
      // A counted list may hold what is still being measured.
      if (type.length === null) return null;
      const item = fixedSizeOf(type.item, sizes);
      return item === null ? null : safeSize(type.length * item);
    }
    case "struct":
      return type.fields.reduce((sum: number | null, field) => {
        const size = fixedSizeOf(field.type, sizes);
        return sum === null || size === null ? null : safeSize(sum + size);
      }, 0);
    default:
      return type satisfies never;
  }
}

/** Null for a size that a number cannot hold exactly; nested fixed lists can be that large. */
function safeSize(size: number): number | null {
  return Number.isSafeInteger(size) ? size : null;
}

const FIXED_SIZES: Readonly<Record<PrimitiveName, number | null>> = {
  void: 0,
  bool: 1,
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  uint: null,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  int: null,
  f32: 4,
  f64: 8,
  str: null,
};

function smallest(sizes: readonly number[]): number {
  return sizes.reduce((least, size) => Math.min(least, size), Number.POSITIVE_INFINITY);
}

/** The size of a varint, which holds seven bits a byte. */
function varintSize(number: number): number {
  let size = 1;
  for (let rest = number; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

function mustGet<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error(`'${name}' is not a type of the schema`);
  return value;
}
