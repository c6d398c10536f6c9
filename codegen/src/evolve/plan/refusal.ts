/**
 * The share of a type or a member that is refused on the way to the older version of a step.
 */

import type { Conversion } from "./conversion.js";
import {
  type FieldPlan,
  type PlanBody,
  planOf,
  type StepPlan,
  type TypePlan,
} from "./type-plan.js";

/** The refusals of a function in the decisions are unknown, and are not counted. */
export type Refusal = "none" | "some" | "all";

/** The refusals by the newer name of each type that is converted. */
export type StepRefusals = ReadonlyMap<string, Refusal>;

const known = new WeakMap<StepPlan, StepRefusals>();

/** Types may contain each other, so that this goes on until nothing changes any more. */
export function stepRefusals(step: StepPlan): StepRefusals {
  const found = known.get(step);
  if (found !== undefined) return found;
  const refusals = new Map<string, Refusal>();
  const plans = step.plans.filter(({ direction }) => direction === "downgrade");
  for (let isChanging = true; isChanging; ) {
    isChanging = false;
    for (const { source, body } of plans) {
      const refusal = bodyRefusal(body, refusals);
      if (refusal === (refusals.get(source) ?? "none")) continue;
      refusals.set(source, refusal);
      isChanging = true;
    }
  }
  known.set(step, refusals);
  return refusals;
}

/**
 * Returns the refusal of the part that the newer version calls `Type` or `Type.member`, and that
 * the older one has.
 */
export function partRefusal(key: string, step: StepPlan): Refusal {
  const [type = key, member] = key.split(".");
  const refusals = stepRefusals(step);
  if (member === undefined) return refusals.get(type) ?? "none";
  const plan = planOf(step, "downgrade", type);
  return plan === undefined ? "none" : memberRefusal(member, plan, refusals);
}

function memberRefusal(member: string, { body }: TypePlan, refusals: StepRefusals): Refusal {
  switch (body.kind) {
    case "struct": {
      const found = body.fields.find(
        ({ from }) => "source" in from && from.kind !== "decided" && from.source === member,
      );
      return found === undefined ? "none" : fieldRefusal(found, refusals);
    }
    case "union": {
      const found = body.variants.find(({ source }) => source === member);
      return found === undefined ? "none" : targetRefusal(found.to, refusals);
    }
    case "enum": {
      const found = body.values.find(({ source }) => source === member);
      return found?.to.kind === "reject" ? "all" : "none";
    }
    case "rejected":
      return "all";
    default:
      return "none";
  }
}

type VariantTarget = Extract<PlanBody, { readonly kind: "union" }>["variants"][number]["to"];

export function targetRefusal(to: VariantTarget, refusals: StepRefusals): Refusal {
  if (to.kind === "variant") return conversionRefusal(to.conversion, refusals);
  return to.kind === "reject" ? "all" : "none";
}

function bodyRefusal(body: PlanBody, refusals: StepRefusals): Refusal {
  switch (body.kind) {
    case "struct": {
      const parts = body.fields.map((field) => fieldRefusal(field, refusals));
      // A struct has all of its fields, so that one which is refused refuses it.
      if (parts.includes("all")) return "all";
      const isDropping = body.dropped.some(({ how }) => how.kind !== "drop");
      return isDropping || parts.includes("some") ? "some" : "none";
    }
    case "enum":
      return partsRefusal(body.values.map(({ to }) => (to.kind === "reject" ? "all" : "none")));
    case "union":
      return partsRefusal(body.variants.map(({ to }) => targetRefusal(to, refusals)));
    case "alias":
      return conversionRefusal(body.conversion, refusals);
    case "rejected":
      return "all";
    case "identity":
    case "decided":
    case "dropped":
      return "none";
    default:
      return body satisfies never;
  }
}

function fieldRefusal({ from }: FieldPlan, refusals: StepRefusals): Refusal {
  // Only what a function of a decision has made lacks a field that is carried.
  const isConverted = from.kind === "field" || from.kind === "carried";
  return isConverted ? conversionRefusal(from.conversion, refusals) : "none";
}

/** Combines the refusals of alternatives, of which a value has one. */
function partsRefusal(parts: readonly Refusal[]): Refusal {
  if (parts.every((part) => part === "none")) return "none";
  return parts.every((part) => part === "all") ? "all" : "some";
}

function conversionRefusal(conversion: Conversion, refusals: StepRefusals): Refusal {
  switch (conversion.kind) {
    case "identity":
    case "to-bigint":
    case "omit":
    case "decide":
      return "none";
    case "named":
      return refusals.get(conversion.source) ?? "none";
    case "reject":
      return "all";
    case "narrow":
    case "narrow-float":
    case "length":
      return "some";
    case "wrap":
      return conversionRefusal(conversion.item, refusals);
    case "unwrap":
      return conversionRefusal(conversion.item, refusals) === "all" ? "all" : "some";
    case "optional":
      return conversionRefusal(conversion.item, refusals) === "none" ? "none" : "some";
    case "list": {
      const isSome = conversion.length !== null;
      return isSome || conversionRefusal(conversion.item, refusals) !== "none" ? "some" : "none";
    }
    case "map": {
      const parts = [conversion.key, conversion.value];
      const isNone = parts.every((part) => conversionRefusal(part, refusals) === "none");
      // Two keys may become one only where keys are converted.
      return isNone && conversion.key.kind === "identity" ? "none" : "some";
    }
    default:
      return conversion satisfies never;
  }
}
