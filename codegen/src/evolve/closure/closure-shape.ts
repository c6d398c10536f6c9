/**
 * Three views by which types are compared. Each view turns a type into a label and child types.
 *
 * The name of a type is not part of any view. Where TypeScript shows it, as the tag of a variant,
 * it is the name of the variant, which is part of two views.
 */

import type { EnumType, StructType, Type, UnionType } from "../../schema/model.js";

/**
 * - `exact`: structure and every name and number that a value or its bytes can show, in order.
 * - `value`: as exact, but what has the same values in TypeScript is the same: `data` and
 *   `list<u8>`, `u64` and `uint`, variants and enum values listed in any order.
 * - `encoding`: bytes only. No names, and what has the same bytes is the same: `data` and
 *   `list<u8>`, a struct and its only member, a map and a list of pairs, an enum and a union of
 *   voids.
 */
export type ClosureView = "exact" | "value" | "encoding";

export type ClosureShape = {
  readonly label: string;
  readonly children: readonly Type[];
};

type Body = Exclude<Type, { readonly kind: "reference" }>;

/** The type that represents `type` in the view; null if `type` represents itself. */
export function standIn(type: Body, view: ClosureView): Type | null {
  if (view !== "encoding" || type.kind !== "struct" || type.fields.length !== 1) return null;
  return type.fields[0]?.type ?? null;
}

/** `resolve` follows references. */
export function closureShape(
  type: Body,
  view: ClosureView,
  resolve: (type: Type) => Body,
): ClosureShape {
  switch (type.kind) {
    case "primitive":
      return shape([view === "value" ? valueName(type.name) : type.name]);
    case "data":
      return view === "encoding"
        ? shape(["list", type.length], [U8])
        : shape(["data", type.length]);
    case "optional":
      return shape(["optional"], [type.item]);
    case "list":
      return view === "value"
        ? valueListShape(type, resolve)
        : shape(["list", type.length], [type.item]);
    case "map":
      return view === "encoding"
        ? shape(["list", null], [pairStruct(type.key, type.value)])
        : shape(["map"], [type.key, type.value]);
    case "struct":
      return structShape(type, view);
    case "enum":
      return enumShape(type, view);
    case "union":
      return unionShape(type, view);
    default:
      return type satisfies never;
  }
}

const U8: Type = { kind: "primitive", name: "u8" };

const VOID: Type = { kind: "primitive", name: "void" };

function shape(
  label: readonly (string | number | null | readonly (string | number)[])[],
  children: readonly Type[] = [],
): ClosureShape {
  return { label: JSON.stringify(label), children };
}

function valueName(name: string): string {
  if (name === "uint") return "u64";
  return name === "int" ? "i64" : name;
}

/** Lists of bytes are bytes; other numbers may be a typed array, which tells u64 from uint. */
function valueListShape(
  { length, item }: Extract<Type, { readonly kind: "list" }>,
  resolve: (type: Type) => Body,
): ClosureShape {
  const resolved = resolve(item);
  if (resolved.kind !== "primitive") return shape(["list", length], [item]);
  return resolved.name === "u8" ? shape(["data", length]) : shape(["list", length, resolved.name]);
}

/** One pair of a map, as the struct that has the same bytes. */
function pairStruct(key: Type, value: Type): StructType {
  const field = (name: string, type: Type) => ({ name, doc: null, type, offset: 0 });
  return { kind: "struct", fields: [field("key", key), field("value", value)] };
}

function structShape({ fields }: StructType, view: ClosureView): ClosureShape {
  const names = view === "encoding" ? [] : fields.map(({ name }) => name);
  return shape(
    ["struct", names],
    fields.map(({ type }) => type),
  );
}

function enumShape({ values }: EnumType, view: ClosureView): ClosureShape {
  const ordered = view === "exact" ? values : sorted(values, ({ number }) => number);
  if (view !== "encoding") {
    return shape(["enum", ordered.flatMap(({ name, number }) => [name, number])]);
  }
  return shape(
    ["union", ordered.map(({ number }) => number)],
    ordered.map(() => VOID),
  );
}

function unionShape({ variants }: UnionType, view: ClosureView): ClosureShape {
  const ordered = view === "exact" ? variants : sorted(variants, ({ tag }) => tag);
  const tags = ordered.flatMap(({ name, tag }) => (view === "encoding" ? [tag] : [name, tag]));
  return shape(
    ["union", tags],
    ordered.map(({ type }) => type),
  );
}

function sorted<Item>(items: readonly Item[], numberOf: (item: Item) => number): readonly Item[] {
  return [...items].sort((left, right) => numberOf(left) - numberOf(right));
}
