/** The plan of the converters between two neighbouring versions, with all decisions made. */

import type { ValueConversion } from "@barewire/inspect/convert";
import type { Conversion } from "./conversion.js";
import type { Direction } from "./decision-entry.js";

/** One converter: from the type `source` of one version to the type `target` of the other. */
export type TypePlan = {
  readonly direction: Direction;
  readonly source: string;
  readonly target: string;
  readonly body: PlanBody;
  /** The two versions between which the converter carries parts that the others lack. */
  readonly carrier?: { readonly older: number; readonly newer: number };
};

export type PlanBody =
  /** Every value is passed on as it is: no converter is needed. */
  | { readonly kind: "identity" }
  | {
      readonly kind: "struct";
      readonly fields: readonly FieldPlan[];
      readonly dropped: readonly DroppedField[];
    }
  | { readonly kind: "enum"; readonly values: readonly ValuePlan[] }
  | { readonly kind: "union"; readonly variants: readonly VariantPlan[] }
  /** An alias of something that is not a struct, an enum or a union. */
  | { readonly kind: "alias"; readonly conversion: Conversion }
  /** Fields that are carried past the versions of the step are put into what the function makes. */
  | {
      readonly kind: "decided";
      readonly key: string;
      readonly carried?: readonly FieldPlan[];
    }
  /** The target is void, and the value is dropped on purpose. */
  | { readonly kind: "dropped"; readonly reason: string }
  /** No value of the type can be converted: `rejection` says why. */
  | { readonly kind: "rejected"; readonly rejection: Rejection };

export type Rejection = {
  /** `Type` or `Type.member` of the source. */
  readonly path: string;
  /** It is null if the reason is that the target lacks the path. */
  readonly reason: string | null;
};

/** The source of the value of one field of the target. */
export type FieldPlan = {
  readonly name: string;
  readonly from:
    | { readonly kind: "field"; readonly source: string; readonly conversion: Conversion }
    /** A function of the decisions file, which is passed the field where the source has it. */
    | { readonly kind: "decided"; readonly key: string; readonly source: string | null }
    | { readonly kind: "absent" }
    | { readonly kind: "reject"; readonly rejection: Rejection }
    /** A field that is carried past the source version, and may be missing there. */
    | {
        readonly kind: "carried";
        readonly source: string;
        readonly conversion: Conversion;
        /** The source of the field if it is missing; null if it is missing in the target, too. */
        readonly otherwise: FieldPlan["from"] | null;
      }
    /** The field of what a function has made for the whole struct. */
    | { readonly kind: "made" };
};

/** A field of the source that the target does not have. */
export type DroppedField = {
  readonly name: string;
  readonly key: string;
  readonly how: /** Refused unless it is null, or its `length` or `size` is 0. */
    | { readonly kind: "reject-present"; readonly nothing: "null" | "length" | "size" }
    | { readonly kind: "reject" }
    | { readonly kind: "drop"; readonly reason: string }
    /** An optional field that is absent is always omitted. */
    | { readonly kind: "drop-if"; readonly isOptional: boolean };
};

/** The values of an enum are planned as they are described. */
export type ValuePlan = ValueConversion;

export type VariantPlan = {
  readonly source: string;
  readonly to:
    | { readonly kind: "variant"; readonly name: string; readonly conversion: Conversion }
    | { readonly kind: "decided"; readonly key: string }
    /** The reason is null where the target lacks the variant. */
    | { readonly kind: "reject"; readonly reason: string | null };
};

export type StepPlan = {
  readonly protocol: string;
  readonly older: number;
  readonly newer: number;
  /** The older name of every newer type that has one. */
  readonly olderNames: ReadonlyMap<string, string>;
  /**
   * The older name of every member that has one, by the newer names of its type and its own; of
   * types whose members are not all the same.
   */
  readonly olderMembers: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /**
   * The newer name of every older type in whose place another type with the same content stands:
   * its values pass unchanged, although no decision declares a rename.
   */
  readonly replaced: ReadonlyMap<string, string>;
  /** The plans of all pairs of types that differ, in the order of the newer schema. */
  readonly plans: readonly TypePlan[];
};

const plansByName = new WeakMap<StepPlan, ReadonlyMap<string, TypePlan>>();

/** The plan of the type that the source version calls `source`; undefined where it is unchanged. */
export function planOf(step: StepPlan, direction: Direction, source: string): TypePlan | undefined {
  const known =
    plansByName.get(step) ??
    new Map(step.plans.map((plan) => [`${plan.direction} ${plan.source}`, plan]));
  plansByName.set(step, known);
  return known.get(`${direction} ${source}`);
}
