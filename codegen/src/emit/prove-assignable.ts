/**
 * Proves that every value of a type is a value of a type of a neighbouring version, as the compiler
 * proves it, but without a limit of depth. It replaces the compiler's proof if generated code
 * prevents that: a wrong hash, or a wrong plan, must not become a wrong value.
 */

import type { StructType, Type, UnionType } from "../schema/model.js";
import { type EmitOptions, isNullable } from "../schema/representation.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { leafText } from "./type-text.js";

export type ProofScope = {
  readonly source: TypeGraph;
  readonly target: TypeGraph;
  readonly options: EmitOptions;
};

/** The type of a value in the source version and in the target version. */
export type TypePair = { readonly source: Type; readonly target: Type };

/** Remembers what it has proved, so that each pair of named types is looked at once. */
export type Proof = (source: Type, target: Type) => void;

/** The proof throws where the types differ, which is a bug of the generator. */
export function assignabilityProof(scope: ProofScope): Proof {
  const proved = new Set<string>();
  return (source, target) => {
    const pending: TypePair[] = [{ source, target }];
    // A loop is used instead of recursion, because a chain of types may be as long as the schema.
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      const { source: from, target: to } = pair;
      if (from.kind === "reference" && to.kind === "reference") {
        const key = `${from.name} ${to.name}`;
        if (proved.has(key)) continue;
        proved.add(key);
      }
      const parts = partsOf(pair, scope);
      if (parts === null) throw new Error(`not the same: ${nameOf(from)} and ${nameOf(to)}`);
      pending.push(...parts);
    }
  };
}

/** The parts that are left to prove; null if the two types differ. */
function partsOf(
  pair: TypePair,
  { source, target, options }: ProofScope,
): readonly TypePair[] | null {
  const [from, to] = [source.resolve(pair.source), target.resolve(pair.target)];
  const [fromLeaf, toLeaf] = [leafText(from, source, options), leafText(to, target, options)];
  if (to.kind === "optional") {
    const isNested = isNullable(to.item, target);
    if (from.kind !== "optional") return isNested ? null : [{ source: from, target: to.item }];
    return isNullable(from.item, source) === isNested
      ? [{ source: from.item, target: to.item }]
      : null;
  }
  if (fromLeaf !== null || toLeaf !== null) return fromLeaf === toLeaf ? [] : null;
  if (from.kind === "list" && to.kind === "list") return [{ source: from.item, target: to.item }];
  if (from.kind === "map" && to.kind === "map") {
    return [
      { source: from.key, target: to.key },
      { source: from.value, target: to.value },
    ];
  }
  if (from.kind === "struct" && to.kind === "struct") return fieldPairs(from, to);
  if (from.kind === "union" && to.kind === "union") return variantPairs(from, to);
  if (from.kind !== "enum" || to.kind !== "enum") return null;
  const names = new Set(to.values.map(({ name }) => name));
  return from.values.every(({ name }) => names.has(name)) ? [] : null;
}

/** A struct has what the other one wants. */
function fieldPairs(from: StructType, to: StructType): readonly TypePair[] | null {
  const types = new Map(from.fields.map(({ name, type }) => [name, type]));
  const pairs = to.fields.flatMap(({ name, type: target }) => {
    const source = types.get(name);
    return source === undefined ? [] : [{ source, target }];
  });
  return pairs.length === to.fields.length ? pairs : null;
}

/** Each variant is one of the other union. */
function variantPairs(from: UnionType, to: UnionType): readonly TypePair[] | null {
  const types = new Map(to.variants.map(({ name, type }) => [name, type]));
  const pairs = from.variants.flatMap(({ name, type: source }) => {
    const target = types.get(name);
    return target === undefined ? [] : [{ source, target }];
  });
  return pairs.length === from.variants.length ? pairs : null;
}

function nameOf(type: Type): string {
  return type.kind === "reference" ? type.name : type.kind;
}
