/** The expression that converts a value of one version into one of the neighbouring version. */

import type { ChainLink } from "../evolve/plan/chain.js";
import type { Conversion } from "../evolve/plan/conversion.js";
import type { Direction } from "../evolve/plan/decision-entry.js";
import type { Type } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import type { TypeGraph } from "../schema/type-graph.js";
import type { IsTooDeep } from "./compiler-depth.js";
import type { Proof, TypePair } from "./prove-assignable.js";
import type { StepUses } from "./step-uses.js";
import { typeText } from "./type-text.js";

export type VersionTypes = { readonly version: number; readonly graph: TypeGraph };

/** The scope that all converters of one direction of a step share. */
export type DirectionScope = {
  readonly direction: Direction;
  /** The version that values come from; converters are named after it. */
  readonly source: VersionTypes;
  readonly target: VersionTypes;
  readonly isTooDeep: IsTooDeep;
  readonly prove: Proof;
  readonly uses: StepUses;
  readonly options: EmitOptions;
};

export type ConversionScope = DirectionScope & {
  /** `Type.member`, for a value that is rejected. */
  readonly path: string;
};

export function converterName(direction: Direction, source: string, fromVersion: number): string {
  return `${direction}${source}V${fromVersion}`;
}

/** A converter as `versions.ts` calls it, beside those of other modules that have its name. */
export function linkName({ direction, fromVersion, plan }: ChainLink): string {
  const name = converterName(direction, plan.source, fromVersion);
  const { carrier } = plan;
  return carrier === undefined ? name : `${name}AcrossV${carrier.older}V${carrier.newer}`;
}

/**
 * The constant with what the newest version calls the parts of what a link takes; null if the same.
 */
export function namesConstant({ fromVersion, names, plan: { carrier } }: ChainLink): string | null {
  if (names.size === 0) return null;
  const name = `NAMES_V${fromVersion}`;
  return carrier === undefined ? name : `${name}_ACROSS_V${carrier.older}_V${carrier.newer}`;
}

export function conversionText(
  conversion: Conversion,
  value: string,
  types: TypePair,
  scope: ConversionScope,
): string {
  const { uses, direction, source } = scope;
  const place = () => `${uses.step(direction)}, ${JSON.stringify(scope.path)}`;
  const next = (item: Conversion, itemValue: string, itemTypes: TypePair) =>
    conversionText(item, itemValue, itemTypes, scope);
  switch (conversion.kind) {
    case "identity":
      return handedOn(value, types, scope);
    case "named":
      return `${converterName(direction, conversion.source, source.version)}(${value})`;
    case "to-bigint":
      return `${uses.bare("widenToBigint")}(${value})`;
    case "narrow": {
      const helper = conversion.to === "bigint" ? "narrowToBigint" : "narrowToNumber";
      return `${uses.bare(helper)}(${place()}, ${value}, "${conversion.target}")`;
    }
    case "narrow-float":
      return `${uses.bare("narrowToF32")}(${place()}, ${value})`;
    case "wrap": {
      const item = next(conversion.item, value, presentTarget(types, scope));
      return conversion.isNested ? `{ some: ${item} }` : item;
    }
    case "unwrap": {
      const present = `${uses.bare("requirePresent")}(${place()}, ${value})`;
      const item = conversion.isNested ? `${present}.some` : present;
      return next(conversion.item, item, presentSource(types, scope));
    }
    case "optional": {
      const present = conversion.isNestedSource ? `${value}.some` : value;
      const itemTypes = presentSource(presentTarget(types, scope), scope);
      const item = next(conversion.item, present, itemTypes);
      return `${value} === null ? null : ${conversion.isNestedTarget ? `{ some: ${item} }` : item}`;
    }
    case "list": {
      const items = lengthText(conversion.length, value, place, uses);
      const convert = functionText(conversion.item, itemTypesOf(types, scope), scope);
      if (conversion.into === null) return `${items}.map(${convert})`;
      return `${conversion.into}.from(${items}, ${convert})`;
    }
    case "length":
      return handedOn(lengthText(conversion.length, value, place, uses), types, scope);
    case "map": {
      const { keys, values } = entryTypesOf(types, scope);
      const key = functionText(conversion.key, keys, scope);
      const item = functionText(conversion.value, values, scope);
      return `${uses.bare("convertMap")}(${place()}, ${value}, ${key}, ${item})`;
    }
    case "omit":
      return omitText(conversion.of, value, types, scope);
    case "reject": {
      const reason = JSON.stringify(`has another type in v${scope.target.version}`);
      return `${uses.bare("rejectValue")}(${place()}, ${reason})`;
    }
    case "decide":
      throw new Error("a conversion without a decision cannot be emitted");
    default:
      return conversion satisfies never;
  }
}

/** The value itself, of which the compiler proves that it is one of the target where it can. */
function handedOn(value: string, types: TypePair, scope: ConversionScope): string {
  const { uses, target, options, isTooDeep } = scope;
  if (!isTooDeep(types.target)) return value;
  scope.prove(types.source, types.target);
  const text = typeText(types.target, target.graph, options, `${uses.version(target.version)}.`);
  return `${uses.bare("same")}<${text}>(${value})`;
}

function lengthText(
  length: number | null,
  value: string,
  place: () => string,
  uses: StepUses,
): string {
  return length === null ? value : `${uses.bare("requireLength")}(${place()}, ${value}, ${length})`;
}

function presentSource(types: TypePair, { source }: ConversionScope): TypePair {
  return { ...types, source: itemOf(types.source, source.graph) };
}

function presentTarget(types: TypePair, { target }: ConversionScope): TypePair {
  return { ...types, target: itemOf(types.target, target.graph) };
}

function itemTypesOf(types: TypePair, { source, target }: ConversionScope): TypePair {
  return { source: itemOf(types.source, source.graph), target: itemOf(types.target, target.graph) };
}

/** The item type of an optional or a list. */
function itemOf(type: Type, graph: TypeGraph): Type {
  const body = graph.resolve(type);
  if (body.kind === "optional" || body.kind === "list") return body.item;
  if (body.kind === "data") return { kind: "primitive", name: "u8" };
  throw new Error(`a ${body.kind} holds no items`);
}

function entryTypesOf(
  types: TypePair,
  { source, target }: ConversionScope,
): { readonly keys: TypePair; readonly values: TypePair } {
  const [from, to] = [source.graph.resolve(types.source), target.graph.resolve(types.target)];
  if (from.kind !== "map" || to.kind !== "map") throw new Error("only a map has entries");
  return {
    keys: { source: from.key, target: to.key },
    values: { source: from.value, target: to.value },
  };
}

/** The items or entries that the target can carry. */
function omitText(
  conversion: Conversion,
  value: string,
  types: TypePair,
  scope: ConversionScope,
): string {
  const { uses, direction } = scope;
  const place = `${uses.step(direction)}, ${JSON.stringify(scope.path)}`;
  if (conversion.kind === "list") {
    const convert = functionText(conversion.item, itemTypesOf(types, scope), scope);
    const items = `${uses.bare("omitItems")}(${place}, ${value}, ${convert})`;
    return conversion.into === null ? items : `${conversion.into}.from(${items})`;
  }
  if (conversion.kind !== "map") throw new Error("only a list or a map leaves something out");
  const { keys, values } = entryTypesOf(types, scope);
  const key = functionText(conversion.key, keys, scope);
  const item = functionText(conversion.value, values, scope);
  return `${uses.bare("omitEntries")}(${place}, ${value}, ${key}, ${item})`;
}

function functionText(conversion: Conversion, types: TypePair, scope: ConversionScope): string {
  if (conversion.kind === "named") {
    return converterName(scope.direction, conversion.source, scope.source.version);
  }
  const text = conversionText(conversion, "item", types, scope);
  if (conversion.kind === "reject") return `() => ${text}`;
  // An arrow function that returns an object literal needs parentheses around it.
  const isObject = conversion.kind === "wrap" && conversion.isNested;
  return `(item) => ${isObject ? `(${text})` : text}`;
}
