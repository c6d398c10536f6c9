/**
 * Converts values to JSON and back. A value that JSON lacks is an object with one key that begins
 * with `$`, unlike any field of a schema: `{ "$bigint": "1" }`, `{ "$bytes": "00ff" }`, `{ "$map":
 * [[key, value]] }` and `{ "$number": "NaN" }`.
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

export function toJson(value: unknown): Json {
  switch (typeof value) {
    case "bigint":
      return { $bigint: `${value}` };
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: shown(value) };
    case "string":
    case "boolean":
      return value;
    case "object":
      return objectToJson(value);
    default:
      throw new Error(`a ${typeof value} is no value of a schema`);
  }
}

function shown(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function objectToJson(value: object | null): Json {
  if (value === null) return null;
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("hex") };
  if (value instanceof Map) {
    return { $map: [...value].map(([key, item]) => [toJson(key), toJson(item)]) };
  }
  if (Array.isArray(value)) return value.map(toJson);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toJson(item)]));
}

export function fromJson(json: Json): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (isList(json)) return json.map(fromJson);
  const { $bigint, $bytes, $map, $number } = json;
  if (typeof $bigint === "string") return BigInt($bigint);
  if (typeof $bytes === "string") return new Uint8Array(Buffer.from($bytes, "hex"));
  if (typeof $number === "string") return Number($number);
  if ($map !== undefined) {
    // `toJson` writes pairs there and nothing else.
    const pairs = $map as readonly (readonly [Json, Json])[];
    return new Map(pairs.map(([key, item]) => [fromJson(key), fromJson(item)]));
  }
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, fromJson(item)]));
}

function isList(json: object): json is readonly Json[] {
  return Array.isArray(json);
}
