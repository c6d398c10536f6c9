/**
 * Makes the entries of one version: the smallest value of each message, and rich ones that together
 * take every choice inside it. Nothing here is random, and nothing may change for a published
 * version: a new way of making values gets new names.
 */

import { encodeValue, openSchema, type SchemaDescription, type Shape } from "@barewire/inspect";
import { coveringValues, minimalValue, type Palette } from "@barewire/inspect/values";
import { describeVersion } from "../describe/describe-version.js";
import { chainOf } from "../evolve/plan/chain.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import type { Schema } from "../schema/model.js";
import { typeGraph } from "../schema/type-graph.js";
import type { GoldenEntry, GoldenFile } from "./golden-file.js";
import { toJson } from "./golden-json.js";

/** The bytes are those of the codec that reads the schema, so no generated code is executed. */
export function makeGoldens(planned: PlannedProtocol, version: number): GoldenFile {
  const schema = planned.schemas.get(version);
  if (schema === undefined) throw new Error(`${planned.protocol} has no v${version}`);
  const opened = openSchema(describeVersion(schema));
  const { shapes } = opened;
  const entries = rootsOf(schema, planned).flatMap((root): readonly GoldenEntry[] => {
    const shape = shapes.types[root];
    if (shape === undefined) return [];
    return messagesOf(shape, shapes).map(({ variant, name, value }) => {
      const hex = Buffer.from(encodeValue(opened, root, value)).toString("hex");
      return { root, variant, name, hex, value: toJson(value) };
    });
  });
  return { protocol: planned.protocol, version, entries };
}

/** The names in this version, which later versions may change, of all that are messages in it. */
function rootsOf(schema: Schema, planned: PlannedProtocol): readonly string[] {
  const { version } = schema;
  const known = planned.roots.flatMap((root) => {
    const chain = chainOf(planned.routes, "upgrade", root, version);
    return chain === null ? [] : [chain.oldName];
  });
  const own = typeGraph(schema).rootNames;
  return [...new Set([...known, ...own])];
}

type Message = {
  readonly variant: string | null;
  readonly name: string;
  readonly value: unknown;
};

function messagesOf(shape: Shape, shapes: SchemaDescription): readonly Message[] {
  if (typeof shape === "string" || !("union" in shape)) {
    return valuesOf(shape, shapes).map((made) => ({ variant: null, ...made }));
  }
  return Object.entries(shape.union).flatMap(([tag, [, payload]]) =>
    valuesOf(payload, shapes).map(({ name, value }) => {
      return { variant: tag, name, value: { tag, val: value } };
    }),
  );
}

function valuesOf(shape: Shape, shapes: SchemaDescription): readonly Omit<Message, "variant">[] {
  const rich = coveringValues(shapes, shape, telling());
  return [
    { name: "minimal", value: minimalValue(shapes, shape) },
    ...rich.map((value, index) => ({ name: `rich ${index + 1}`, value })),
  ];
}

/** Values that differ wherever they stand, so that no two fields can be mistaken for each other. */
function telling(): Palette {
  let count = 0;
  const primitive = (name: string): readonly unknown[] => {
    count += 1;
    switch (name) {
      case "void":
        return [null];
      case "bool":
        return [true, false];
      case "str":
        return [`text ${count} é🎈`];
      case "f32":
      case "f64":
        return [count + 0.5];
      default:
        return [tellingInteger(name, count)];
    }
  };
  const bytes = (length: number | null): readonly Uint8Array[] => {
    count += 1;
    return [Uint8Array.from({ length: length ?? 3 }, (_, index) => 255 - ((count + index) % 128))];
  };
  return { primitive, bytes };
}

/** Each byte of it is another one, and signed ones are below zero. */
function tellingInteger(name: string, count: number): number | bigint {
  const width = Number(/\d+/.exec(name)?.[0] ?? 64);
  let bits = 0n;
  for (let byte = 0; byte < width / 8; byte++) {
    bits = (bits << 8n) | BigInt((count + 16 * byte) % 128);
  }
  const value = name.startsWith("i") ? ~bits : bits;
  return width === 64 ? value : Number(value);
}
