/**
 * The description of one version of a protocol: its checked schema as JSON, which `barewire
 * describe` prints. `description.schema.json` says the same for other languages.
 *
 * Anonymous types have names, every tag and number is written out, fields are in camelCase, and all
 * that has an order is a list.
 */

export const VERSION_FORMAT = "barewire-version-1";

export type VersionDescription = {
  readonly format: typeof VERSION_FORMAT;
  readonly protocol: string;
  readonly version: number;
  /** The types in schema order; an inline type stands before the type that contains it. */
  readonly types: readonly TypeDescription[];
};

/** The comment of a part, and the versions that have it. */
export type PartDescription = {
  /** The comment above it in the schema, without `#`; null if there is none. */
  readonly doc: string | null;
  /** The first version that has the part; null if the oldest one does, or if only one is known. */
  readonly since: number | null;
  /** The last version that has the part; null if the newest one does, or if only one is known. */
  readonly until: number | null;
};

export type TypeDescription = PartDescription & {
  readonly name: string;
  /** True for a type that the schema wrote inline; its name is made from where it stood. */
  readonly inline: boolean;
  /** True for a message: no other type uses it. */
  readonly root: boolean;
  /** True if its values may contain further values of the same type, whose depth is limited. */
  readonly recursive: boolean;
  readonly type: DescribedType;
};

export type DescribedType =
  | { readonly kind: "primitive"; readonly name: PrimitiveName }
  /** `data`, or `data[length]` in bytes. */
  | { readonly kind: "data"; readonly length: number | null }
  | { readonly kind: "reference"; readonly name: string }
  | { readonly kind: "optional"; readonly item: DescribedType }
  | {
      readonly kind: "list";
      readonly length: number | null;
      readonly item: DescribedType;
      /** The fewest bytes of one item, by which a count that cannot be true is refused. */
      readonly minItemSize: number;
    }
  | {
      readonly kind: "map";
      readonly key: DescribedType;
      readonly value: DescribedType;
      /** The fewest bytes of one entry, by which a count that cannot be true is refused. */
      readonly minEntrySize: number;
    }
  | { readonly kind: "struct"; readonly fields: readonly FieldDescription[] }
  | { readonly kind: "enum"; readonly values: readonly ValueDescription[] }
  | { readonly kind: "union"; readonly variants: readonly VariantDescription[] };

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

export type FieldDescription = PartDescription & {
  readonly name: string;
  readonly type: DescribedType;
};

/** One value of an enum; `number` is what is written. */
export type ValueDescription = PartDescription & {
  readonly name: string;
  readonly number: number;
};

/** One variant of a union; `tag` is what is written before its payload. */
export type VariantDescription = PartDescription & {
  readonly name: string;
  readonly tag: number;
  readonly type: DescribedType;
};
