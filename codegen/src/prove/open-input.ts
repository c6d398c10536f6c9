/** Opens one level of what the writer wrote: its parts are what the writer wrote, too. */

import { integerRange } from "@barewire/inspect/values";
import type { IntegerName, Type } from "../schema/model.js";
import { isNullable } from "../schema/representation.js";
import type { TypeGraph } from "../schema/type-graph.js";
import type { Carried } from "./carried-value.js";
import type { Segment } from "./value-path.js";

type Input = Extract<Carried, { readonly kind: "input" }>;

function part({ path }: Input, segment: Segment, type: Type): Input {
  return { kind: "input", path: [...path, segment], type };
}

export function openStruct(input: Input, graph: TypeGraph): Carried {
  const type = graph.resolve(input.type);
  if (type.kind !== "struct") return input;
  const fields = type.fields.map(
    ({ name, type }) => [name, part(input, { kind: "field", name }, type)] as const,
  );
  return { kind: "struct", path: input.path, fields: new Map(fields) };
}

export function openUnion(input: Input, graph: TypeGraph): Carried {
  const type = graph.resolve(input.type);
  if (type.kind !== "union") return input;
  const cases = type.variants.map(({ name, type }) => ({
    tag: name,
    now: name,
    value: part(input, { kind: "variant", tag: name }, type),
  }));
  return { kind: "union", path: input.path, cases };
}

export function openEnum(input: Input, graph: TypeGraph): Carried {
  const type = graph.resolve(input.type);
  if (type.kind !== "enum") return input;
  const values = type.values.map(({ name }) => ({ name, now: name }));
  return { kind: "enum", path: input.path, values };
}

export function openNumber(input: Input, graph: TypeGraph): Carried {
  const type = graph.resolve(input.type);
  if (type.kind !== "primitive" || !/^[ui]/.test(type.name)) return input;
  const { min, max } = integerRange(type.name as IntegerName);
  return { kind: "number", path: input.path, type, form: integerForm(type), min, max };
}

/** Returns the type of TypeScript that holds an integer of this type. */
export function integerForm(type: Type): "number" | "bigint" {
  const isWide = type.kind === "primitive" && /^(?:[ui]64|u?int)$/.test(type.name);
  return isWide ? "bigint" : "number";
}

export function openOptional(input: Input, graph: TypeGraph): Carried {
  const type = graph.resolve(input.type);
  if (type.kind !== "optional") return input;
  const isNested = isNullable(type.item, graph);
  const item = part(input, { kind: "some", isNested }, type.item);
  return { kind: "optional", path: input.path, isNested, item };
}

export function openList(input: Input, graph: TypeGraph): Carried {
  const type = graph.resolve(input.type);
  const { path } = input;
  if (type.kind === "data") {
    const item = part(input, { kind: "items" }, { kind: "primitive", name: "u8" });
    return { kind: "list", path, isRemade: false, length: type.length, item };
  }
  if (type.kind !== "list") return input;
  const item = part(input, { kind: "items" }, type.item);
  return { kind: "list", path, isRemade: false, length: type.length, item };
}

export function openMap(input: Input, graph: TypeGraph): Carried {
  const type = graph.resolve(input.type);
  if (type.kind !== "map") return input;
  const key = part(input, { kind: "keys" }, type.key);
  return { kind: "map", path: input.path, key, value: part(input, { kind: "values" }, type.value) };
}
