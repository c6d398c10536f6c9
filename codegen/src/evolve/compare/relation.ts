/**
 * The relation of a type of one version to a type of the next one, from which the diff and its
 * classification are made. It is plain JSON.
 *
 * A relation describes a pair of types and no direction; `older` and `newer` are as written, so
 * they may be references. A pair of references to structs, enums or unions, or to two types of one
 * name, is a `named` relation, and `compareNamed` compares the definitions. That ends recursion.
 */

import type { PrimitiveName, Type } from "../../schema/model.js";

export type NumberName = Exclude<PrimitiveName, "bool" | "str" | "void">;

export type Relation =
  /** Equal closures: the same value, the same bytes. */
  | (Between & { readonly kind: "identity" })
  /**
   * A value of either is a value of the other, in TypeScript, all the way down; only the schema
   * differs, and maybe the bytes: `data` and `list<u8>`, `u64` and `uint`, a union whose variants
   * are listed in another order.
   */
  | (Between & { readonly kind: "same-value"; readonly bytes: "same" | "other" })
  /** Every older number is a newer one. Integers only, or f32 to f64. */
  | (Between & NumberPair & { readonly kind: "widen" })
  /** Every newer number is an older one. */
  | (Between & NumberPair & { readonly kind: "narrow" })
  /** Both are integers, and each has numbers that the other lacks. */
  | (Between & NumberPair & { readonly kind: "overlap" })
  /** Both are optional; absent stays absent. */
  | (Between & { readonly kind: "optional"; readonly item: Relation })
  /** T to optional<T>: absent has no counterpart in the older version. */
  | (Between & { readonly kind: "wrap-optional"; readonly item: Relation })
  /** This is optional<T> to T: an absent value has no counterpart in the newer version. */
  | (Between & { readonly kind: "unwrap-optional"; readonly item: Relation })
  /** Fixed lengths where not null; they may differ, and so may the items. */
  | (Between & LengthPair & { readonly kind: "list"; readonly item: Relation })
  /** Both are bytes (`data` or `list<u8>`), of different fixed lengths, or one of them of none. */
  | (Between & LengthPair & { readonly kind: "data-length" })
  | (Between & { readonly kind: "map"; readonly key: Relation; readonly value: Relation })
  /** See `compareNamed(olderName, newerName)`. */
  | (Between & {
      readonly kind: "named";
      readonly olderName: string;
      readonly newerName: string;
      /** Tells whether the two are versions of one type, with converters of their own. */
      readonly isPair: boolean;
    })
  /** Void has become something; only a member of a union and a definition can be void. */
  | (Between & { readonly kind: "from-void" })
  | (Between & { readonly kind: "to-void" })
  /** Different values with the same bytes: a decision, but no break on the wire. */
  | (Between & {
      readonly kind: "same-bytes";
      readonly equivalence: Equivalence;
      /** Tells whether all older bytes are accepted by a reader of the newer type, or only some. */
      readonly upgrade: "all" | "some";
      readonly downgrade: "all" | "some";
    })
  | (Between & { readonly kind: "incompatible"; readonly reason: Incompatibility });

export type RelationOf<Kind extends Relation["kind"]> = Extract<Relation, { readonly kind: Kind }>;

type Between = { readonly older: Type; readonly newer: Type };

export type NumberPair = { readonly olderNumber: NumberName; readonly newerNumber: NumberName };

export type LengthPair = {
  readonly olderLength: number | null;
  readonly newerLength: number | null;
};

/** Pairs of types with the same bytes, in either order. */
export type Equivalence =
  /** Text is bytes; bytes are text where they are valid UTF-8. */
  | "text-and-data"
  | "struct-and-its-only-member"
  /** A map is a list of structs of key and value in which no key repeats. */
  | "map-and-list-of-pairs"
  /** An optional is a list of at most one item. */
  | "optional-and-list"
  /** An enum is a uint, and a u8 while every number is below 128. */
  | "enum-and-number"
  /** An enum is a union of voids. */
  | "enum-and-union-of-voids";

type Incompatibility =
  /** A struct and a list, a text and a number: nothing leads from one to the other by itself. */
  | "kind"
  /** An integer and a float. */
  | "number-kind"
  /** Aliases of themselves whose cycles differ. */
  | "recursive-alias";

/**
 * The relation of the two definitions of a `named` relation. Their names differ after a rename.
 * `asksByName` says that members of one name stand where other members stood, so that a person has
 * to say whether they still mean the same.
 */
export type NamedRelation =
  | (NamedPair & {
      readonly kind: "struct";
      /** Those of the newer version in its order, each removed one where it used to stand. */
      readonly fields: readonly FieldRelation[];
      /** Tells whether the fields that both versions have are in another order. */
      readonly isReordered: boolean;
      readonly asksByName: boolean;
      readonly renames: readonly RenameSuggestion[];
    })
  | (NamedPair & {
      readonly kind: "enum";
      readonly values: readonly ValueRelation[];
      readonly isReordered: boolean;
      readonly asksByName: boolean;
      readonly renames: readonly RenameSuggestion[];
    })
  | (NamedPair & {
      readonly kind: "union";
      readonly variants: readonly VariantRelation[];
      readonly isReordered: boolean;
      readonly asksByName: boolean;
      readonly renames: readonly RenameSuggestion[];
    })
  /** Neither is a struct, an enum or a union; the relation is that of what they stand for. */
  | (NamedPair & { readonly kind: "alias"; readonly relation: Relation })
  /** A struct, an enum or a union on one side at least, and not the same on the other. */
  | (NamedPair & {
      readonly kind: "kind-change";
      readonly olderKind: BodyKind;
      readonly newerKind: BodyKind;
      /** `same-bytes`, `from-void`, `to-void`, a change of an optional, or `incompatible`. */
      readonly relation: Relation;
    });

export type NamedPair = { readonly olderName: string; readonly newerName: string };

export type BodyKind = Exclude<Type["kind"], "reference" | "primitive"> | PrimitiveName;

/**
 * Members are matched by name, or by a rename that the decisions declare; `name` is that of the
 * newer version where it has one. An index counts from 0 in schema order.
 */
export type FieldRelation =
  | Kept<{ readonly relation: Relation }>
  | OneSided<{ readonly type: Type; readonly isOptional: boolean }>;

export type ValueRelation =
  | Kept<{ readonly olderNumber: number; readonly newerNumber: number }>
  | OneSided<{
      readonly number: number;
      /** The value that has this number in the version that lacks this one; null if none has. */
      readonly otherOwner: string | null;
    }>;

export type VariantRelation =
  | Kept<{ readonly olderTag: number; readonly newerTag: number; readonly payload: Relation }>
  | OneSided<{
      readonly tag: number;
      readonly type: Type;
      /** The variant that has this tag in the version that lacks this one; null if none has. */
      readonly otherOwner: string | null;
    }>;

export type MemberRelation = Kept<unknown> | OneSided<unknown>;

export type Kept<Facts> = Facts & {
  readonly kind: "kept";
  readonly name: string;
  readonly olderName: string;
  readonly olderIndex: number;
  readonly newerIndex: number;
};

/** A member of one version only. */
export type OneSided<Facts> = Facts & {
  readonly kind: "added" | "removed";
  readonly name: string;
  readonly index: number;
};

/** One removed and one added thing that may be the same under another name. Never assumed. */
export type RenameSuggestion = { readonly olderName: string; readonly newerName: string };

/** The members of either definition; none if it has no members, or not the same kind of them. */
export function membersOf(relation: NamedRelation): readonly MemberRelation[] {
  switch (relation.kind) {
    case "struct":
      return relation.fields;
    case "enum":
      return relation.values;
    case "union":
      return relation.variants;
    default:
      return [];
  }
}
