/**
 * The type of a decisions file: what a step asks, and, for everything that both versions have, that
 * a person may convert it by hand, because a meaning can change without its type.
 */

import type { Omit as OmitPolicy, Reject } from "./policies.js";

/** The decisions of one step: `Asked`, and optional entries for all types and members of `All`. */
export type Decisions<Asked, All> = {
  readonly [Key in keyof Asked]: Completed<Asked[Key], Required<ByHand<All>>, Key>;
} & Omit<ByHand<All>, keyof Asked>;

/** An entry that is asked for one direction may answer the other as well. */
type Completed<Entry, Hand, Key> = Entry extends { readonly policy: "by-name" | "rename" }
  ? Entry
  : Key extends keyof Hand
    ? Entry & Omit<Hand[Key], keyof Entry>
    : Entry;

/** The entries of types go by their names, those of members by `Type.member`. */
type ByHand<All> = TypeEntries<Kind<All, "structs">> &
  TypeEntries<Kind<All, "unions">> &
  TypeEntries<Kind<All, "enums">> &
  TypeEntries<Kind<All, "others">> &
  FieldEntries<Kind<All, "structs">> &
  VariantEntries<Kind<All, "unions">> &
  ValueEntries<Kind<All, "enums">>;

/** The older and the newer version of each type, by the name of the newer one. */
type Pairs = { readonly [Type in string]: readonly [older: unknown, newer: unknown] };

type Kind<All, Name extends string> = All extends { readonly [Key in Name]: infer Found }
  ? Found extends object
    ? { readonly [Type in keyof Found]: Found[Type] & readonly [unknown, unknown] }
    : NoPairs
  : NoPairs;

// biome-ignore lint/complexity/noBannedTypes: an object without properties has no entries.
type NoPairs = {};

/** The conversion of one type or one field by hand. */
export type Converted<Older, Newer> = {
  readonly upgrade?: ((value: Older) => Newer) | Reject;
  readonly downgrade?: ((value: Newer) => Older) | OmittingOf<Newer> | Reject;
};

/** A list and a map may leave out what the older version lacks. */
type OmittingOf<Value> =
  NonNullable<Value> extends readonly unknown[] | ReadonlyMap<unknown, unknown>
    ? OmitPolicy
    : never;

type TypeEntries<Types extends Pairs> = {
  readonly [Type in keyof Types]?: Converted<Types[Type][0], Types[Type][1]>;
};

type FieldEntries<Structs extends Pairs> = {
  readonly [Key in FieldKey<Structs>]?: Key extends `${infer Type}.${infer Field}`
    ? Converted<Part<Structs[Type][0], Field>, Part<Structs[Type][1], Field>>
    : never;
};

type FieldKey<Structs extends Pairs> = {
  readonly [Type in keyof Structs &
    string]: `${Type}.${keyof Structs[Type][0] & keyof Structs[Type][1] & string}`;
}[keyof Structs & string];

type Part<Struct, Field> = Field extends keyof Struct ? Struct[Field] : never;

type VariantEntries<Unions extends Pairs> = {
  readonly [Key in VariantKey<Unions>]?: Key extends `${infer Type}.${infer Tag}`
    ? {
        readonly upgrade?: ((value: Payload<Unions[Type][0], Tag>) => Unions[Type][1]) | Reject;
        readonly downgrade?: ((value: Payload<Unions[Type][1], Tag>) => Unions[Type][0]) | Reject;
      }
    : never;
};

type VariantKey<Unions extends Pairs> = {
  readonly [Type in keyof Unions &
    string]: `${Type}.${Tag<Unions[Type][0]> & Tag<Unions[Type][1]>}`;
}[keyof Unions & string];

type Tag<Union> = Union extends { readonly tag: infer Name extends string } ? Name : never;

type Payload<Union, Name> = Union extends { readonly tag: Name; readonly val: infer Value }
  ? Value
  : never;

type ValueEntries<Enums extends Pairs> = {
  readonly [Key in ValueKey<Enums>]?: Key extends `${infer Type}.${infer Value}`
    ? {
        readonly upgrade?: ((value: Value) => Enums[Type][1]) | Reject;
        readonly downgrade?: ((value: Value) => Enums[Type][0]) | Reject;
      }
    : never;
};

type ValueKey<Enums extends Pairs> = {
  readonly [Type in keyof Enums & string]: `${Type}.${Enums[Type][0] & Enums[Type][1] & string}`;
}[keyof Enums & string];
