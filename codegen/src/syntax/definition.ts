/**
 * The definitions of a schema as types: with their inline structs, enums and unions in place, names
 * as spelled, and the offset of everything that a diagnostic may point at. They are not checked.
 */

export const INTEGER_NAMES = [
  "u8",
  "u16",
  "u32",
  "u64",
  "uint",
  "i8",
  "i16",
  "i32",
  "i64",
  "int",
] as const;

export type IntegerName = (typeof INTEGER_NAMES)[number];

export type PrimitiveName = IntegerName | "f32" | "f64" | "bool" | "str" | "void";

export const PRIMITIVE_NAMES: readonly PrimitiveName[] = [
  ...INTEGER_NAMES,
  ...(["f32", "f64", "bool", "str", "void"] as const),
];

export type Definition = {
  readonly name: string;
  readonly doc: string | null;
  readonly type: SyntaxType;
  /** The offset of the keyword `type`. */
  readonly offset: number;
  readonly nameOffset: number;
};

export type SyntaxType =
  | SyntaxPrimitive
  | SyntaxData
  | SyntaxReference
  | SyntaxOptional
  | SyntaxList
  | SyntaxMap
  | SyntaxBody;

/** The types that become named types wherever they stand. */
export type SyntaxBody = SyntaxStruct | SyntaxEnum | SyntaxUnion;

export type SyntaxPrimitive = {
  readonly kind: "primitive";
  readonly name: PrimitiveName;
  readonly offset: number;
};

type SyntaxData = {
  readonly kind: "data";
  readonly length: Length | null;
  readonly offset: number;
};

/** A fixed length, with the offset of the number between the brackets. */
export type Length = { readonly value: number; readonly offset: number };

export type SyntaxReference = {
  readonly kind: "reference";
  readonly name: string;
  readonly offset: number;
};

type SyntaxOptional = {
  readonly kind: "optional";
  readonly item: SyntaxType;
  readonly offset: number;
};

type SyntaxList = {
  readonly kind: "list";
  readonly length: Length | null;
  readonly item: SyntaxType;
  readonly offset: number;
};

export type SyntaxMap = {
  readonly kind: "map";
  readonly key: SyntaxType;
  readonly value: SyntaxType;
  readonly offset: number;
};

export type SyntaxStruct = {
  readonly kind: "struct";
  readonly fields: readonly SyntaxField[];
  readonly offset: number;
  /** The offset of the `{`. */
  readonly bodyOffset: number;
};

export type SyntaxField = {
  /** The name as spelled, in camelCase or snake_case. */
  readonly name: string;
  readonly doc: string | null;
  readonly type: SyntaxType;
  readonly offset: number;
};

type SyntaxEnum = {
  readonly kind: "enum";
  readonly values: readonly SyntaxEnumValue[];
  readonly offset: number;
};

export type SyntaxEnumValue = {
  readonly name: string;
  readonly number: number;
  readonly doc: string | null;
  readonly offset: number;
};

export type SyntaxUnion = {
  readonly kind: "union";
  readonly variants: readonly SyntaxVariant[];
  readonly offset: number;
};

export type SyntaxVariant = {
  readonly tag: number;
  /** The offset of the number, or of the type where the tag is implicit. */
  readonly tagOffset: number;
  readonly doc: string | null;
  readonly type: SyntaxType;
  readonly offset: number;
};

export function isBody(type: SyntaxType): type is SyntaxBody {
  return type.kind === "struct" || type.kind === "enum" || type.kind === "union";
}

/** The type itself and everything inside it, outermost first. The parser limits the depth. */
export function nestedTypes(type: SyntaxType): readonly SyntaxType[] {
  return [type, ...childTypes<SyntaxType>(type).flatMap(nestedTypes)];
}

/** A type whose parts are types of `Part`, as in the text, or in the model that is made of it. */
type Composed<Part> =
  | { readonly kind: "primitive" | "data" | "reference" | "enum" }
  | { readonly kind: "optional" | "list"; readonly item: Part }
  | { readonly kind: "map"; readonly key: Part; readonly value: Part }
  | { readonly kind: "struct"; readonly fields: readonly { readonly type: Part }[] }
  | { readonly kind: "union"; readonly variants: readonly { readonly type: Part }[] };

/** The direct parts of a type, in the order of the text. */
export function childTypes<Part>(type: Composed<Part>): readonly Part[] {
  switch (type.kind) {
    case "primitive":
    case "data":
    case "reference":
    case "enum":
      return [];
    case "optional":
    case "list":
      return [type.item];
    case "map":
      return [type.key, type.value];
    case "struct":
      return type.fields.map((field) => field.type);
    case "union":
      return type.variants.map((variant) => variant.type);
    default:
      return type satisfies never;
  }
}
