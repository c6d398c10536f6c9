/** Validates descriptions by the published JSON Schema, with a validator that is not ours. */

import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";

const SCHEMA = new URL("../../packages/inspect/description.schema.json", import.meta.url);

/** Returns what is wrong with the text of a description; null if nothing is. */
export type Validator = (description: unknown) => readonly ErrorObject[] | null;

export function descriptionValidator(): Validator {
  const ajv = new Ajv({ strictTypes: false });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, "utf8")));
  return (description) => {
    // A property that is undefined is left out, as in the text that is printed.
    validate(JSON.parse(JSON.stringify(description)));
    return validate.errors ?? null;
  };
}
