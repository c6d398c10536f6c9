/**
 * Finds the differences of a carried value to its input: everything that does not arrive as it was
 * written.
 */

import type { Type } from "../schema/model.js";
import { isNullable } from "../schema/representation.js";
import type { TypeGraph } from "../schema/type-graph.js";
import type { Carried, Case, Made } from "./carried-value.js";
import { integerForm } from "./open-input.js";
import type { Segment, ValuePath } from "./value-path.js";

export type Effect = {
  readonly kind: EffectKind;
  /** The path in the writer's value; null for what the writer does not have. */
  readonly path: ValuePath | null;
  /** The path in the reader's value; null for what does not arrive. */
  readonly arrival: ValuePath | null;
  /** The reason of a drop, or what happened. */
  readonly text: string;
  /** The decision that made it; absent if none did. */
  readonly decision?: { readonly step: string; readonly key: string };
};

/** Rising: the worst effect is the verdict. */
export type EffectKind = "converted" | "defaulted" | "dropped" | "substituted";

/** The paths of one part of the message on both sides. */
type Place = { readonly path: ValuePath; readonly arrival: ValuePath };

export function effectsOf(
  carried: Carried,
  type: Type,
  place: Place,
  writer: TypeGraph,
): readonly Effect[] {
  const resolved = writer.resolve(type);
  const inner = (item: Carried, itemType: Type, segment: Segment) =>
    effectsOf(item, itemType, extend(place, segment), writer);
  switch (carried.kind) {
    case "input":
    case "again":
    case "refused":
      return [];
    case "absent": {
      const isVoid = resolved.kind === "primitive" && resolved.name === "void";
      return isVoid ? [] : [{ ...place, kind: "converted", text: "is absent" }];
    }
    case "made":
      return [madeEffect(carried, place)];
    case "number":
      if (carried.form === integerForm(resolved)) return [];
      return [{ ...place, kind: "converted", text: `is a ${carried.form}` }];
    case "present": {
      const effects = effectsOf(carried.item, type, place, writer);
      const isWrapped = carried.isNested ? wrapped(place) : [];
      return [...isWrapped, ...effects];
    }
    case "optional": {
      const item = resolved.kind === "optional" ? resolved.item : type;
      const isNested = isNullable(item, writer);
      const isWrapped = carried.isNested === isNested ? [] : wrapped(place);
      return [...isWrapped, ...inner(carried.item, item, { kind: "some", isNested })];
    }
    case "list": {
      const isRemade = carried.isRemade ? remade(place) : [];
      const items = resolved.kind === "list" ? inner(carried.item, resolved.item, ITEMS) : [];
      return [...isRemade, ...items];
    }
    case "map":
      if (resolved.kind !== "map") return [];
      return [
        ...inner(carried.key, resolved.key, { kind: "keys" }),
        ...inner(carried.value, resolved.value, { kind: "values" }),
      ];
    case "struct":
      return structEffects(carried, resolved, place, writer);
    case "union":
      return carried.cases.flatMap((found) => caseEffects(found, resolved, place, writer));
    case "enum":
      return carried.values.flatMap(({ name, now }) => enumEffects(name, now, place));
    default:
      return carried satisfies never;
  }
}

const ITEMS: Segment = { kind: "items" };

function extend({ path, arrival }: Place, segment: Segment): Place {
  return { path: [...path, segment], arrival: [...arrival, segment] };
}

function wrapped(place: Place): readonly Effect[] {
  return [{ ...place, kind: "converted", text: "is nested otherwise" }];
}

function remade(place: Place): readonly Effect[] {
  return [{ ...place, kind: "converted", text: "is another kind of array" }];
}

function madeEffect({ as, key, step }: Made, place: Place): Effect {
  const decision = { step, key };
  return { ...place, kind: as, text: `by the decision on \`${key}\``, decision };
}

type CarriedStruct = Extract<Carried, { readonly kind: "struct" }>;

function structEffects(
  { path, fields }: CarriedStruct,
  type: Type,
  place: Place,
  writer: TypeGraph,
): readonly Effect[] {
  const written = new Map(
    type.kind === "struct" ? type.fields.map((field) => [field.name, field.type]) : [],
  );
  return [...fields].flatMap(([name, carried]): readonly Effect[] => {
    const arrival: ValuePath = [...place.arrival, { kind: "field", name }];
    const source = sourceField(carried, path) ?? name;
    const own = written.get(source);
    if (own === undefined) return [newField(carried, arrival)];
    const ownPlace: Place = { path: [...place.path, { kind: "field", name: source }], arrival };
    const effects = effectsOf(carried, own, ownPlace, writer);
    // A function made another value of the renamed field.
    if (source === name || carried.kind === "made") return effects;
    return [{ ...ownPlace, kind: "converted", text: `is called \`${name}\`` }, ...effects];
  });
}

/** The field of the writer's struct at `path` that a field carries; null if it carries none. */
function sourceField(carried: Carried, path: ValuePath): string | null {
  if (carried.kind === "present") return sourceField(carried.item, path);
  if (!("path" in carried)) return null;
  const segment = carried.path?.[path.length];
  return segment?.kind === "field" ? segment.name : null;
}

/** The writer does not have the field. */
function newField(carried: Carried, arrival: ValuePath): Effect {
  if (carried.kind !== "made") {
    return { kind: "defaulted", path: null, arrival, text: "is absent" };
  }
  const { step, key } = carried;
  const text = `by the decision on \`${key}\``;
  return { kind: "defaulted", path: null, arrival, text, decision: { step, key } };
}

function caseEffects(
  { tag, now, value }: Case,
  type: Type,
  place: Place,
  writer: TypeGraph,
): readonly Effect[] {
  if (now === null) {
    // The function has made the whole value, and not only what is inside the variant.
    return value.kind === "made" ? [madeEffect(value, place)] : [];
  }
  const own = type.kind === "union" ? type.variants.find(({ name }) => name === tag) : undefined;
  if (own === undefined) return [];
  const inside: Place = {
    path: [...place.path, { kind: "variant", tag }],
    arrival: [...place.arrival, { kind: "variant", tag: now }],
  };
  const effects = effectsOf(value, own.type, inside, writer);
  if (now === tag) return effects;
  return [{ ...inside, kind: "converted", text: `is called \`${now}\`` }, ...effects];
}

function enumEffects(name: string, now: string | Made | null, place: Place): readonly Effect[] {
  if (now === null || now === name) return [];
  if (typeof now !== "string") return [madeEffect(now, place)];
  return [{ ...place, kind: "converted", text: `\`${name}\` is called \`${now}\`` }];
}
