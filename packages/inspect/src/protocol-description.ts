/**
 * The description of a protocol: its versions, and how values are converted between them, as JSON,
 * which `barewire describe` prints. `description.schema.json` says the same for other languages.
 *
 * A decision is in it where it is data. A function of a decisions file is not: it is only named.
 */

import type { Availability, PartNames } from "@barewire/runtime";
import type { IntegerName, VersionDescription } from "./version-description.js";

export const PROTOCOL_FORMAT = "barewire-protocol-1";

export type ProtocolDescription = {
  readonly format: typeof PROTOCOL_FORMAT;
  readonly protocol: string;
  /** The versions in ascending order. */
  readonly versions: readonly VersionDescription[];
  /** The messages of the newest version, and what the others have in their place. */
  readonly messages: readonly MessageDescription[];
  readonly steps: readonly StepDescription[];
  /** The parts that some version lacks, or cannot be sent in full, in the names of the newest. */
  readonly availability: Availability;
};

export type MessageDescription = {
  readonly name: string;
  /** The versions that have the message. */
  readonly versions: readonly MessageVersionDescription[];
};

export type MessageVersionDescription = {
  readonly version: number;
  /** The name of the message in this version. */
  readonly name: string;
  /** The converters to the newest version, in the order in which they run. */
  readonly raise: readonly LinkDescription[];
  /** The converters from the newest version. */
  readonly lower: readonly LinkDescription[];
};

/** One converter of a chain. */
export type LinkDescription = {
  /** The index of its step. */
  readonly step: number;
  /** The name of the type in the version that it takes. */
  readonly source: string;
  /** The newest names of the parts of that version, where they are others. */
  readonly names: PartNames;
};

/** The step between two neighbouring versions. */
export type StepDescription = {
  readonly older: number;
  readonly newer: number;
  /** The versions between which the step carries parts that others lack; null of a plain step. */
  readonly carries: { readonly older: number; readonly newer: number } | null;
  readonly decisions: readonly DecisionDescription[];
  /** The converters of the types that are not the same in both versions. */
  readonly converters: readonly ConverterDescription[];
};

export type Direction = "upgrade" | "downgrade";

/** An entry of a decisions file; `key` is `Type` or `Type.member` of the newer version. */
export type DecisionDescription = {
  readonly key: string;
  /** The older name of a part that was renamed; null of any other. */
  readonly renamedFrom: string | null;
  /** The reason for which members that changed their places match by name; or null. */
  readonly byName: string | null;
  readonly upgrade: AnswerDescription | null;
  readonly downgrade: AnswerDescription | null;
};

export type AnswerDescription =
  | { readonly policy: "reject" }
  | { readonly policy: "drop"; readonly reason: string }
  /** Drops this value, and rejects every other one. */
  | { readonly policy: "drop-if"; readonly value: unknown }
  | { readonly policy: "omit"; readonly reason: string }
  /** A default, or a substitute, by the table of values as JSON. */
  | { readonly policy: "constant"; readonly value: unknown }
  /** Code, which a description does not hold. */
  | { readonly policy: "function" };

export type ConverterDescription = {
  readonly direction: Direction;
  readonly source: string;
  readonly target: string;
  readonly body: ConverterBody;
};

export type ConverterBody =
  | {
      readonly kind: "struct";
      readonly fields: readonly FieldConversion[];
      readonly dropped: readonly DroppedField[];
    }
  | { readonly kind: "enum"; readonly values: readonly ValueConversion[] }
  | { readonly kind: "union"; readonly variants: readonly VariantConversion[] }
  /** An alias of something that is not a struct, an enum or a union. */
  | { readonly kind: "alias"; readonly conversion: ConversionDescription }
  /** A decision makes the value; `carried` are put into it. */
  | {
      readonly kind: "decided";
      readonly key: string;
      readonly carried: readonly FieldConversion[];
    }
  /** The target is void, and the value is dropped on purpose. */
  | { readonly kind: "dropped" }
  | ({ readonly kind: "rejected" } & Rejection);

/** `path` is `Type` or `Type.member`; the reason is null where the target lacks it. */
export type Rejection = { readonly path: string; readonly reason: string | null };

/** One field of the target, in its order. */
export type FieldConversion = { readonly name: string; readonly from: FieldSource };

export type FieldSource =
  | {
      readonly kind: "field";
      readonly source: string;
      readonly conversion: ConversionDescription;
    }
  /** A decision makes the field; `source` is null where the source version lacks it. */
  | { readonly kind: "decided"; readonly key: string; readonly source: string | null }
  | { readonly kind: "absent" }
  | ({ readonly kind: "rejected" } & Rejection)
  /** A field that the source may lack, because only what is carried has it. */
  | {
      readonly kind: "carried";
      readonly source: string;
      readonly conversion: ConversionDescription;
      readonly otherwise: FieldSource | null;
    }
  /** The field of what a decision has made for the whole struct. */
  | { readonly kind: "made" };

/** A field of the source that the target lacks. */
export type DroppedField = {
  readonly name: string;
  readonly key: string;
  readonly how:
    | { readonly kind: "drop" }
    | { readonly kind: "reject" }
    /** Rejected unless it is null, or its `length` or `size` is 0. */
    | { readonly kind: "reject-present"; readonly nothing: "null" | "length" | "size" }
    /** Dropped as the decision says; an optional that is absent is always dropped. */
    | { readonly kind: "drop-if"; readonly optional: boolean };
};

export type ValueConversion = {
  readonly source: string;
  readonly to:
    | { readonly kind: "value"; readonly name: string }
    | { readonly kind: "decided"; readonly key: string }
    | { readonly kind: "reject" };
};

export type VariantConversion = {
  readonly source: string;
  readonly to:
    | {
        readonly kind: "variant";
        readonly name: string;
        readonly conversion: ConversionDescription;
      }
    | { readonly kind: "decided"; readonly key: string }
    | { readonly kind: "reject"; readonly reason: string | null };
};

/** The conversion of a part. */
export type ConversionDescription =
  | { readonly kind: "same" }
  /** The converter of the type that the source version calls so. */
  | { readonly kind: "named"; readonly source: string }
  /** A number of a wider type, as a bigint. */
  | { readonly kind: "to-bigint" }
  /** A number that must be in the range of this integer type. */
  | { readonly kind: "narrow"; readonly target: IntegerName }
  /** A double that must be exact as a float of 32 bits. */
  | { readonly kind: "narrow-float" }
  /** A value that becomes present; in `{ some }` where `nested` says so. */
  | { readonly kind: "wrap"; readonly nested: boolean; readonly item: ConversionDescription }
  /** A value that must be present. */
  | { readonly kind: "unwrap"; readonly nested: boolean; readonly item: ConversionDescription }
  | {
      readonly kind: "optional";
      readonly nestedSource: boolean;
      readonly nestedTarget: boolean;
      readonly item: ConversionDescription;
    }
  | {
      readonly kind: "list";
      /** The kind of list that it becomes: bytes, or a list; null where it stays of its kind. */
      readonly into: "bytes" | "list" | null;
      /** The length that is required; null where every length is right. */
      readonly length: number | null;
      readonly item: ConversionDescription;
    }
  /** The list itself, where it has this length. */
  | { readonly kind: "length"; readonly length: number }
  | {
      readonly kind: "map";
      readonly key: ConversionDescription;
      readonly value: ConversionDescription;
    }
  /** A list or a map without the items that the target cannot represent. */
  | { readonly kind: "omit"; readonly of: ConversionDescription }
  | { readonly kind: "reject" };
