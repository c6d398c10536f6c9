/** What generated code throws at a value that the schema has no variant or enum value for. */

import { Unencodable } from "./refusal.js";

/** The value got past the type checker; its tag may hold anything, so it is not repeated. */
export function unknownVariant(type: string, value: never): Unencodable {
  return new Unencodable(value, `a variant of ${type}`);
}

export function unknownValue(type: string, value: never): Unencodable {
  return new Unencodable(value, `a value of ${type}`);
}
