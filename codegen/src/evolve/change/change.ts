/** The elementary changes between two versions: the vocabulary of diff, verdicts and sentences. */

import type { Type } from "../../schema/model.js";
import type { BodyKind, Equivalence, LengthPair, NumberPair } from "../compare/relation.js";

export type Change = TypeChange | MemberChange | MeaningChange | PlaceChange;

export type ChangeKind = Change["kind"];

/** The location of a change: a type, one of its members, or a part of the type of a member. */
export type Place = {
  readonly type: string;
  /** A field, a value or a variant; null for the type as a whole. */
  readonly member: string | null;
  /** The path from the member's own type inwards; empty for that type itself. */
  readonly inside: readonly Inside[];
};

export type Inside = "present" | "item" | "key" | "value";

/** `Type`, or `Type.member`. */
export function pathOf({ type, member }: Place): string {
  return member === null ? type : `${type}.${member}`;
}

type At = { readonly place: Place };

type TypeChange =
  | (At & { readonly kind: "type-added" | "type-removed"; readonly isRoot: boolean })
  /** A suggestion stands beside the `type-added` and `type-removed` that it might explain. */
  | (At & Renamed & { readonly kind: "type-renamed"; readonly isUnchanged: boolean })
  /** The type exists on both sides, and is a message of its own on one of them only. */
  | (At & { readonly kind: "root-gained" | "root-lost" })
  | (At & {
      readonly kind: "kind-changed";
      readonly olderKind: BodyKind;
      readonly newerKind: BodyKind;
      readonly reading: Reading;
    });

type MemberChange =
  | (At & {
      readonly kind: "field-added" | "field-removed";
      readonly type: Type;
      readonly isOptional: boolean;
      /** Behind all fields that both versions have, in a struct that nothing follows. */
      readonly endsMessage: boolean;
    })
  /** A rename replaces a removed and an added field; variants and values below are alike. */
  | (At & Renamed & { readonly kind: "field-renamed"; readonly type: Type })
  | (At & Reordered & { readonly kind: "fields-reordered"; readonly hasEqualBytes: boolean })
  | (At & {
      readonly kind: "variant-added" | "variant-removed";
      readonly type: Type;
      readonly tag: number;
      /** The owner of the tag in the version that lacks this variant. */
      readonly otherOwner: string | null;
    })
  | (At & Renamed & { readonly kind: "variant-renamed"; readonly tag: number })
  | (At & Renumbered & { readonly kind: "variant-retagged" })
  | (At & Reordered & { readonly kind: "variants-reordered" })
  | (At & {
      readonly kind: "value-added" | "value-removed";
      readonly number: number;
      readonly otherOwner: string | null;
    })
  | (At & Renamed & { readonly kind: "value-renamed"; readonly number: number })
  | (At & Renumbered & { readonly kind: "value-renumbered" })
  | (At & Reordered & { readonly kind: "values-reordered" });

type Renamed = {
  readonly olderName: string;
  readonly newerName: string;
  /** Tells whether the decisions declare it; otherwise it is a suggestion. */
  readonly isDeclared: boolean;
};

/** The decisions convert by hand what the schemas show no difference of: a unit, for example. */
type MeaningChange = At & { readonly kind: "meaning-changed" };

export type Reordered = {
  readonly olderOrder: readonly string[];
  readonly newerOrder: readonly string[];
};

export type Renumbered = {
  readonly olderNumber: number;
  readonly newerNumber: number;
  /**
   * The owner of the older number in the newer version, and of the newer number in the older one.
   */
  readonly olderNumberNow: string | null;
  readonly newerNumberBefore: string | null;
};

/** A type at a place became another. */
export type PlaceChange = At & Retyped & PlaceFacts;

export type Retyped = { readonly older: Type; readonly newer: Type };

type PlaceFacts =
  | { readonly kind: "optional-added" | "optional-removed" }
  | (LengthPair & { readonly kind: "length-changed"; readonly of: "list" | "data" })
  | (NumberPair & {
      readonly kind: "number-widened" | "number-narrowed" | "number-overlapping";
      /** The bytes of one can be read as the other without an error. */
      readonly isReadable: boolean;
    })
  | (ReadAs & { readonly kind: "payload-added" | "payload-removed" })
  /** The same values with the same or other bytes: `data` and `list<u8>`, `u64` and `uint`. */
  | { readonly kind: "respelled"; readonly bytes: "same" | "other" }
  | (ReadAs & { readonly kind: "same-bytes" })
  | (ReadAs & { readonly kind: "retyped" });

type ReadAs = { readonly reading: Reading };

/** The way in which a reader of one version reads the bytes of the other. */
export type Reading =
  /** They are accepted, or some are not, and mean the same. */
  | {
      readonly kind: "equivalent";
      readonly equivalence: Equivalence;
      readonly upgrade: "all" | "some";
      readonly downgrade: "all" | "some";
    }
  /** They are as long as the reader expects, and mean something else. */
  | { readonly kind: "other-meaning" }
  /** The reader loses its place. */
  | { readonly kind: "misaligned" }
  /** A payload came or went where the message ends. */
  | { readonly kind: "cut-off" };
