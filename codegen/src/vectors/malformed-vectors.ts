/**
 * Bytes that a strict reader refuses, made by damaging the bytes of values: one for each kind of
 * fault that is found in a message, so that the file stays small.
 */

import { decodeValue, type InspectedSchema } from "@barewire/inspect";
import type { Random } from "@barewire/inspect/values";
import { attempt } from "@barewire/runtime";
import { seededRandom, seedOf } from "../seeded-random.js";
import type { MalformedVector, MessageVectors } from "./vector-file.js";

/** The damaged messages that are tried of each value. */
const EDITS = 40;

/** `messages` are those of the version of `schema`. */
export function malformedVectors(
  schema: InspectedSchema,
  messages: readonly MessageVectors[],
  seed: number,
): readonly MalformedVector[] {
  const { version } = schema;
  const found = new Map<string, MalformedVector>();
  for (const { root, variant, values } of messages) {
    const random = seededRandom(seedOf(`${seed} malformed ${root}.${variant ?? ""}`));
    for (const value of values) {
      const bytes = Buffer.from(value.bytes, "hex");
      for (let edit = 0; edit < EDITS; edit++) {
        const damaged = damagedBytes(bytes, random);
        const decoded = attempt(() => decodeValue(schema, root, damaged));
        if (decoded.ok || decoded.issue.kind !== "malformed") continue;
        const { path, offset, reason } = decoded.issue;
        const key = `${root} ${reason.replace(/\d+/g, "N")}`;
        const vector = { version, root, bytes: damaged.toString("hex"), path, offset, reason };
        const shortest = found.get(key)?.bytes.length ?? Number.POSITIVE_INFINITY;
        // The shorter one of two with the same fault says more.
        if (vector.bytes.length < shortest) found.set(key, vector);
      }
    }
  }
  return [...found.values()];
}

function damagedBytes(bytes: Buffer, random: Random): Buffer {
  const at = random(bytes.length + 1);
  const byte = [0x00, 0x02, 0x80, 0xff, random(256)][random(5)] ?? 0;
  switch (random(4)) {
    case 0:
      return Buffer.from(bytes.subarray(0, at));
    case 1:
      return Buffer.concat([bytes, Buffer.of(byte)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]);
    default: {
      const edited = Buffer.from(bytes);
      if (edited.length > 0) edited[Math.min(at, edited.length - 1)] = byte;
      return edited;
    }
  }
}
