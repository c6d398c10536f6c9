/** The converters of a step as data. */

import type {
  ConversionDescription,
  ConverterBody,
  ConverterDescription,
  DroppedField,
  FieldConversion,
  FieldSource,
} from "@barewire/inspect/convert";
import type { Conversion } from "../evolve/plan/conversion.js";
import type { FieldPlan, PlanBody, StepPlan } from "../evolve/plan/type-plan.js";

export function describeConverters({ plans }: StepPlan): readonly ConverterDescription[] {
  return plans.flatMap(({ direction, source, target, body }) =>
    body.kind === "identity" ? [] : [{ direction, source, target, body: describedBody(body) }],
  );
}

function describedBody(body: Exclude<PlanBody, { readonly kind: "identity" }>): ConverterBody {
  switch (body.kind) {
    case "struct":
      return {
        kind: "struct",
        fields: body.fields.map(describedField),
        dropped: body.dropped.map(({ name, key, how }) => ({ name, key, how: describedDrop(how) })),
      };
    case "enum":
      return body;
    case "union":
      return {
        kind: "union",
        variants: body.variants.map(({ source, to }) => {
          if (to.kind !== "variant") return { source, to };
          return { source, to: { ...to, conversion: described(to.conversion) } };
        }),
      };
    case "alias":
      return { kind: "alias", conversion: described(body.conversion) };
    case "decided": {
      const { key, carried = [] } = body;
      return { kind: "decided", key, carried: carried.map(describedField) };
    }
    case "dropped":
      return { kind: "dropped" };
    case "rejected":
      return { kind: "rejected", ...body.rejection };
    default:
      return body satisfies never;
  }
}

function describedField({ name, from }: FieldPlan): FieldConversion {
  return { name, from: describedSource(from) };
}

function describedSource(from: FieldPlan["from"]): FieldSource {
  switch (from.kind) {
    case "field":
      return { ...from, conversion: described(from.conversion) };
    case "reject":
      return { kind: "rejected", ...from.rejection };
    case "carried": {
      const { conversion, otherwise } = from;
      return {
        ...from,
        conversion: described(conversion),
        otherwise: otherwise === null ? null : describedSource(otherwise),
      };
    }
    default:
      return from;
  }
}

type Drop = Extract<PlanBody, { readonly kind: "struct" }>["dropped"][number]["how"];

function describedDrop(how: Drop): DroppedField["how"] {
  if (how.kind === "drop") return { kind: "drop" };
  return how.kind === "drop-if" ? { kind: "drop-if", optional: how.isOptional } : how;
}

function described(conversion: Conversion): ConversionDescription {
  switch (conversion.kind) {
    case "identity":
      return { kind: "same" };
    case "narrow":
      return { kind: "narrow", target: conversion.target };
    case "wrap":
    case "unwrap": {
      const { kind, isNested, item } = conversion;
      return { kind, nested: isNested, item: described(item) };
    }
    case "optional": {
      const { isNestedSource, isNestedTarget, item } = conversion;
      const nested = { nestedSource: isNestedSource, nestedTarget: isNestedTarget };
      return { kind: "optional", ...nested, item: described(item) };
    }
    case "list": {
      const { into, length, item } = conversion;
      // Lists of numbers are plain arrays for the reader of a description.
      const kind = into === null ? null : into === "Uint8Array" ? "bytes" : "list";
      return { kind: "list", into: kind, length, item: described(item) };
    }
    case "map": {
      const { key, value } = conversion;
      return { kind: "map", key: described(key), value: described(value) };
    }
    case "omit":
      return { kind: "omit", of: described(conversion.of) };
    case "decide":
      throw new Error("a conversion without a decision cannot be described");
    default:
      return conversion;
  }
}
