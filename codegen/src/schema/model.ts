/**
 * The model of one checked schema: what every later stage (diff, plan, emit) works on.
 *
 * It is plain JSON: it can be hashed, stored and compared. Anonymous structs, enums and unions have
 * been hoisted to named types, snake_case fields are camelCase, every tag is explicit, and every
 * reference is defined. An alias (`type Id str`) is a named type whose body is not a struct, an
 * enum or a union.
 */

import type { IntegerName, PrimitiveName } from "../syntax/definition.js";

export type { IntegerName, PrimitiveName };

export type Schema = {
  readonly protocol: string;
  readonly version: number;
  /** The types in schema order; a hoisted type stands directly before the type that contains it. */
  readonly types: readonly NamedType[];
};

export type NamedType = {
  readonly name: string;
  /** True for a type that the schema wrote inline; its name is made from where it stood. */
  readonly hoisted: boolean;
  /** The comment lines above the definition, without `#`; null if there are none. */
  readonly doc: string | null;
  readonly type: Type;
  /** The offset of the definition, in UTF-16 units from the start of the schema text. */
  readonly offset: number;
};

export type Type =
  | Primitive
  | DataType
  | Reference
  | OptionalType
  | ListType
  | MapType
  | StructType
  | EnumType
  | UnionType;

export type Primitive = { readonly kind: "primitive"; readonly name: PrimitiveName };

/** `data`, or `data[length]` in bytes. */
export type DataType = { readonly kind: "data"; readonly length: number | null };

export type Reference = { readonly kind: "reference"; readonly name: string };

export type OptionalType = { readonly kind: "optional"; readonly item: Type };

/** `list<item>`, or `list<item>[length]`. */
export type ListType = {
  readonly kind: "list";
  readonly length: number | null;
  readonly item: Type;
};

export type MapType = { readonly kind: "map"; readonly key: Type; readonly value: Type };

export type StructType = { readonly kind: "struct"; readonly fields: readonly Field[] };

export type Field = {
  /** The name in camelCase. */
  readonly name: string;
  readonly doc: string | null;
  readonly type: Type;
  readonly offset: number;
};

export type EnumType = { readonly kind: "enum"; readonly values: readonly EnumValue[] };

export type EnumValue = {
  /** Spelled as in the schema. */
  readonly name: string;
  readonly number: number;
  readonly doc: string | null;
  readonly offset: number;
};

export type UnionType = { readonly kind: "union"; readonly variants: readonly Variant[] };

export type Variant = {
  /** The `tag` string of its value: the type as written, `Ping`, `u8`, `list<str>`. */
  readonly name: string;
  /** The tag on the wire. */
  readonly tag: number;
  readonly doc: string | null;
  readonly type: Type;
  readonly offset: number;
};

/**
 * Tells whether the type needs a name: a struct, an enum or a union, as opposed to an alias of a
 * type.
 */
export function isNominal(type: Type): type is StructType | EnumType | UnionType {
  return type.kind === "struct" || type.kind === "enum" || type.kind === "union";
}
