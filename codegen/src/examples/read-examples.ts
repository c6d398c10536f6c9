/**
 * The declared examples of a protocol: a value of one version is this value of another. They are
 * the only source that knows what a value means, which neither schemas nor decisions say.
 */

import { encodeValue, openSchema } from "@barewire/inspect";
import { JsonValueError, valueFromJson } from "@barewire/inspect/json";
import { describeVersion } from "../describe/describe-version.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import type { SourceText } from "../schema/protocol-source.js";

export type ExamplesText = SourceText & {
  readonly fromVersion: number;
  readonly toVersion: number;
};

export type Example = {
  readonly file: string;
  /** The number of the example in its file, from 1. */
  readonly number: number;
  /** The direction in which it holds. */
  readonly way: "both" | "upgrade" | "downgrade";
  readonly older: ExampleValue;
  readonly newer: ExampleValue;
};

export type ExampleValue = {
  readonly version: number;
  /** The message, by its name in this version. */
  readonly name: string;
  readonly value: unknown;
  readonly bytes: Uint8Array;
};

/** The ways in which an example holds, each from the value that is converted to what it becomes. */
export function waysOf({ way, older, newer }: Example): readonly ExampleWay[] {
  return [
    ...(way === "downgrade" ? [] : [{ source: older, target: newer }]),
    ...(way === "upgrade" ? [] : [{ source: newer, target: older }]),
  ];
}

export type ExampleWay = { readonly source: ExampleValue; readonly target: ExampleValue };

export type ExampleProblem = { readonly file: string; readonly message: string };

export type ReadExamples = {
  readonly examples: readonly Example[];
  readonly problems: readonly ExampleProblem[];
};

/** Wrong examples are told, and the others are returned. */
export function readExamples(
  planned: PlannedProtocol,
  texts: readonly ExamplesText[],
): ReadExamples {
  const examples: Example[] = [];
  const problems: ExampleProblem[] = [];
  for (const text of texts) {
    const entries = entriesOf(text.text);
    if (entries === null) {
      const message = 'expected an object with the list "examples", as in { "examples": [] }';
      problems.push({ file: text.file, message });
      continue;
    }
    entries.forEach((entry, index) => {
      try {
        examples.push(exampleOf(planned, text, entry, index + 1));
      } catch (error) {
        if (!(error instanceof ExampleError || error instanceof JsonValueError)) throw error;
        problems.push({ file: text.file, message: `example ${index + 1}: ${error.message}` });
      }
    });
  }
  return { examples, problems };
}

class ExampleError extends Error {}

function entriesOf(text: string): readonly unknown[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== "object" || json === null || !("examples" in json)) return null;
  return Array.isArray(json.examples) ? json.examples : null;
}

function exampleOf(
  planned: PlannedProtocol,
  { file, fromVersion, toVersion }: ExamplesText,
  entry: unknown,
  number: number,
): Example {
  const [older, newer] = [`v${fromVersion}`, `v${toVersion}`];
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
    throw new ExampleError("expected an object");
  }
  const fields = new Map(Object.entries(entry));
  const known = ["message", "way", older, newer];
  const unknown = [...fields.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ExampleError(`unknown field "${unknown}", expected ${known.join(", ")}`);
  }
  const message = fields.get("message");
  const names = typeof message === "string" ? [message, message] : message;
  const [olderName, newerName] = Array.isArray(names) ? names : [];
  if (typeof olderName !== "string" || typeof newerName !== "string") {
    throw new ExampleError(`"message" must be the name of a message, or its two names`);
  }
  const way = fields.get("way") ?? "both";
  if (way !== "both" && way !== "upgrade" && way !== "downgrade") {
    throw new ExampleError('"way" must be "both", "upgrade" or "downgrade"');
  }
  return {
    file,
    number,
    way,
    older: exampleValue(planned, fromVersion, olderName, fields.get(older)),
    newer: exampleValue(planned, toVersion, newerName, fields.get(newer)),
  };
}

function exampleValue(
  { schemas }: PlannedProtocol,
  version: number,
  name: string,
  json: unknown,
): ExampleValue {
  const schema = schemas.get(version);
  if (schema === undefined) throw new ExampleError(`this build does not speak v${version}`);
  if (json === undefined) throw new ExampleError(`"v${version}" is missing`);
  const opened = openSchema(describeVersion(schema));
  if (!Object.hasOwn(opened.shapes.types, name)) {
    throw new ExampleError(`v${version} has no message ${name}`);
  }
  const value = valueFromJson(opened.shapes, name, name, json);
  return { version, name, value, bytes: encodeValue(opened, name, value) };
}
