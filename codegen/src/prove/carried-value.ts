/**
 * The knowledge about every value of one message on its way through the converters: which parts are
 * still those that the writer wrote, which were made on the way, and which are gone.
 */

import type { Type } from "../schema/model.js";
import type { ValuePath } from "./value-path.js";

export type Carried =
  /** The part that the writer wrote at `path`, with its type in the writer's version. */
  | { readonly kind: "input"; readonly path: ValuePath; readonly type: Type }
  /** A null that was made on the way. */
  | { readonly kind: "absent" }
  /** A value that a function of the decisions returned. */
  | Made
  /** No value gets here. */
  | { readonly kind: "refused" }
  /** A value of a recursive type; values inside it are carried like the outermost one. */
  | { readonly kind: "again" }
  | CarriedNumber
  /** Present in every value. */
  | { readonly kind: "present"; readonly isNested: boolean; readonly item: Carried }
  /** It is absent if the writer's is. */
  | {
      readonly kind: "optional";
      readonly path: ValuePath;
      readonly isNested: boolean;
      readonly item: Carried;
    }
  | {
      readonly kind: "list";
      readonly path: ValuePath;
      /** Another kind of array than the writer's. */
      readonly isRemade: boolean;
      /** It is null if the lengths of the writer's values differ. */
      readonly length: number | null;
      readonly item: Carried;
    }
  | {
      readonly kind: "map";
      readonly path: ValuePath;
      readonly key: Carried;
      readonly value: Carried;
    }
  | {
      readonly kind: "struct";
      readonly path: ValuePath;
      readonly fields: ReadonlyMap<string, Carried>;
    }
  | { readonly kind: "union"; readonly path: ValuePath; readonly cases: readonly Case[] }
  | { readonly kind: "enum"; readonly path: ValuePath; readonly values: readonly EnumCase[] };

/** The relation of a value that a function returned to the value of the writer. */
export type MadeAs = "converted" | "defaulted" | "substituted";

export type Made = {
  readonly kind: "made";
  readonly key: string;
  /** The step whose decision made it, such as `v1-v2`. */
  readonly step: string;
  readonly as: MadeAs;
  /** The part that the writer wrote, of which it was made; null if it is of none, or of several. */
  readonly path: ValuePath | null;
};

export type CarriedNumber = {
  readonly kind: "number";
  readonly path: ValuePath;
  readonly type: Type;
  readonly form: "number" | "bigint";
  /** The range of values that can arrive here, inclusive. */
  readonly min: bigint;
  readonly max: bigint;
};

/** The values that the writer wrote as variant `tag`. */
export type Case = {
  readonly tag: string;
  /** The present name; null if a function made the whole value. */
  readonly now: string | null;
  readonly value: Carried;
};

export type EnumCase = { readonly name: string; readonly now: string | Made | null };

/** Tells whether it contains something that the writer wrote. */
export function carriesInput(carried: Carried): boolean {
  return !["absent", "made", "refused"].includes(carried.kind);
}
