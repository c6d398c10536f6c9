/** The expression that converts a value of one version into one of the neighbouring version. */

import type { Conversion } from "../evolve/plan/conversion.js";
import type { Direction } from "../evolve/plan/decision-entry.js";

export type ConversionScope = {
  readonly direction: Direction;
  /** The version that values come from; converters are named after it. */
  readonly fromVersion: number;
  /** `Type.member`, for a value that is rejected. */
  readonly path: string;
};

export function converterName(direction: Direction, source: string, fromVersion: number): string {
  return `${direction}${source}V${fromVersion}`;
}

/** The constant of a step module that names its step in errors. */
export function stepConstant(direction: Direction): string {
  return direction === "upgrade" ? "UPGRADE" : "DOWNGRADE";
}

export function conversionText(
  conversion: Conversion,
  value: string,
  scope: ConversionScope,
): string {
  const place = `${stepConstant(scope.direction)}, ${JSON.stringify(scope.path)}`;
  const next = (item: Conversion, itemValue: string) => conversionText(item, itemValue, scope);
  switch (conversion.kind) {
    case "identity":
      return value;
    case "named":
      return `${converterName(scope.direction, conversion.source, scope.fromVersion)}(${value})`;
    case "to-bigint":
      return `BigInt(${value})`;
    case "narrow": {
      const helper = conversion.to === "bigint" ? "narrowToBigint" : "narrowToNumber";
      return `bare.${helper}(${place}, ${value}, "${conversion.target}")`;
    }
    case "narrow-float":
      return `bare.narrowToF32(${place}, ${value})`;
    case "wrap": {
      const item = next(conversion.item, value);
      return conversion.isNested ? `{ some: ${item} }` : item;
    }
    case "unwrap": {
      const present = `bare.requirePresent(${place}, ${value})`;
      return next(conversion.item, conversion.isNested ? `${present}.some` : present);
    }
    case "optional": {
      const present = conversion.isNestedSource ? `${value}.some` : value;
      const item = next(conversion.item, present);
      return `${value} === null ? null : ${conversion.isNestedTarget ? `{ some: ${item} }` : item}`;
    }
    case "list": {
      const items =
        conversion.length === null
          ? value
          : `bare.requireLength(${place}, ${value}, ${conversion.length})`;
      const convert = functionText(conversion.item, scope);
      if (conversion.into === null) return `${items}.map(${convert})`;
      return `${conversion.into}.from(${items}, ${convert})`;
    }
    case "length":
      return `bare.requireLength(${place}, ${value}, ${conversion.length})`;
    case "map": {
      const key = functionText(conversion.key, scope);
      const item = functionText(conversion.value, scope);
      return `bare.convertMap(${place}, ${value}, ${key}, ${item})`;
    }
    case "decide":
      throw new Error("a conversion without a decision cannot be emitted");
    default:
      return conversion satisfies never;
  }
}

function functionText(conversion: Conversion, scope: ConversionScope): string {
  if (conversion.kind === "named") {
    return converterName(scope.direction, conversion.source, scope.fromVersion);
  }
  return `(item) => ${objectSafe(conversionText(conversion, "item", scope))}`;
}

/** An arrow function that returns an object literal needs parentheses around it. */
function objectSafe(text: string): string {
  return text.startsWith("{") ? `(${text})` : text;
}
