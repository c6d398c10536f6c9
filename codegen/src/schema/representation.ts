/**
 * The representation of a type in TypeScript: as bytes, as a typed array, as null. The planner and
 * the emitter both use it, because they have to agree.
 */

import type { PrimitiveName, Type } from "./model.js";
import type { TypeGraph } from "./type-graph.js";

/** The representation of decoded lists of fixed-width numbers other than `u8`. */
export type NumberLists = "array" | "typed-array";

/** The types of a version that have a `decode` and an `encode` of their own. */
export type Codecs = "roots" | "all";

/** The ends of the relative imports of generated modules and of decisions. */
export type ImportExtension = "js" | "ts" | "none";

/** The language of generated modules and of decisions: JavaScript has its types beside it. */
export type Target = "ts" | "js+dts";

export type EmitOptions = {
  /** The module specifier of the runtime. */
  readonly runtime: string;
  readonly importExtension: ImportExtension;
  readonly target: Target;
  readonly numberLists: NumberLists;
  readonly codecs: Codecs;
};

/** The name of the file with the decisions of a step, `vN-vM`. */
export function decisionsFileName(step: string, { target }: Pick<EmitOptions, "target">): string {
  return target === "ts" ? `${step}.ts` : `${step}.js`;
}

const TYPED_ARRAYS: ReadonlyMap<PrimitiveName, string> = new Map([
  ["u16", "Uint16Array"],
  ["u32", "Uint32Array"],
  ["u64", "BigUint64Array"],
  ["i8", "Int8Array"],
  ["i16", "Int16Array"],
  ["i32", "Int32Array"],
  ["i64", "BigInt64Array"],
  ["f32", "Float32Array"],
  ["f64", "Float64Array"],
]);

/** A list of such items is bytes: `list<u8>`, through aliases too. */
export function isBytes(item: Type, graph: TypeGraph): boolean {
  const resolved = graph.resolve(item);
  return resolved.kind === "primitive" && resolved.name === "u8";
}

/** A list of such items is read and written by the runtime: `list<u32>`, through aliases too. */
export function isU32(item: Type, graph: TypeGraph): boolean {
  const resolved = graph.resolve(item);
  return resolved.kind === "primitive" && resolved.name === "u32";
}

/** The typed array that a list of such items decodes to; null if it is a plain array. */
export function typedArrayOf(item: Type, graph: TypeGraph, options: EmitOptions): string | null {
  const resolved = graph.resolve(item);
  if (options.numberLists === "array" || resolved.kind !== "primitive") return null;
  return TYPED_ARRAYS.get(resolved.name) ?? null;
}

/**
 * Tells whether null is a value of the type, so that an optional of it needs to tell two nulls
 * apart.
 */
export function isNullable(type: Type, graph: TypeGraph): boolean {
  return graph.resolve(type).kind === "optional";
}

export function isVoid(type: Type, graph: TypeGraph): boolean {
  const resolved = graph.resolve(type);
  return resolved.kind === "primitive" && resolved.name === "void";
}
