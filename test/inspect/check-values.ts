/** Checks a property of random values, and reports the simplest value for which it fails. */

import type { SchemaDescription } from "@barewire/inspect";
import { toJson } from "@barewire/inspect/json";
import { type Random, shrinkValue, valueMaker } from "@barewire/inspect/values";

export function checkValues(
  schema: SchemaDescription,
  name: string,
  count: number,
  random: Random,
  property: (value: unknown) => void,
): void {
  const make = valueMaker(schema, name);
  for (let index = 0; index < count; index++) checkValue(schema, name, make(random), property);
}

export function checkValue(
  schema: SchemaDescription,
  name: string,
  value: unknown,
  property: (value: unknown) => void,
): void {
  if (failureOf(property, value) === null) return;
  const simplest = shrinkValue(schema, name, value, (other) => failureOf(property, other) !== null);
  const failure = failureOf(property, simplest);
  const shown = JSON.stringify(toJson(schema, name, simplest));
  const reason = failure instanceof Error ? failure.message : String(failure);
  throw new Error(`${name}: ${reason}, for ${shown}`, { cause: failure });
}

function failureOf(property: (value: unknown) => void, value: unknown): unknown {
  try {
    property(value);
    return null;
  } catch (error) {
    return error ?? new Error("it throws nothing");
  }
}
