/**
 * The vectors of a protocol: values of every message as JSON, their bytes, and what becomes of them
 * for each other version, for implementations in other languages. `vectors.schema.json` says the
 * same as these types.
 */

import type { Json } from "@barewire/inspect/json";
import type { Verdict } from "../prove/verdict.js";

export const VECTORS_FORMAT = "barewire-vectors-1";

/** The file in the folder of the schemas. */
export const VECTORS_NAME = "vectors.json";

export type VectorFile = VectorSettings & {
  readonly format: typeof VECTORS_FORMAT;
  readonly protocol: string;
  /** The versions that are spoken, in ascending order. */
  readonly versions: readonly number[];
  readonly messages: readonly MessageVectors[];
  readonly malformed: readonly MalformedVector[];
};

/** Equal settings make an equal file. */
export type VectorSettings = {
  readonly seed: number;
  /** The number of random values of each message, beside those that take its choices. */
  readonly values: number;
};

/** The values of one message of one version. */
export type MessageVectors = {
  readonly version: number;
  readonly root: string;
  /** The tag of the variant; null if the root is not a union. */
  readonly variant: string | null;
  /** The name of the root in the newest version; null if that lacks it and cannot hand it on. */
  readonly newest: string | null;
  /** The verdicts that hold for every value of the message, for each other version. */
  readonly pairs: readonly PairVerdict[];
  readonly values: readonly ValueVector[];
};

export type PairVerdict = {
  readonly version: number;
  readonly verdict: Verdict;
  /** Tells whether some values are refused, where not all are. */
  readonly refusesSome: boolean;
};

export type ValueVector = {
  readonly name: string;
  readonly bytes: string;
  readonly value: Json;
  readonly readers: readonly ReaderVector[];
};

/** The bytes that a reader of another version gets when the newest version hands a message on. */
export type ReaderVector = { readonly version: number } & Outcome;

export type Outcome =
  /** The same bytes, which mean the same value. */
  | { readonly verdict: "same" }
  | { readonly verdict: "converted"; readonly bytes: string; readonly value: Json }
  | {
      readonly verdict: "refused";
      readonly direction: "upgrade" | "downgrade";
      /** The path of the part that is refused, in the names of the newest version. */
      readonly path: string;
      readonly since: number | null;
      readonly until: number | null;
    }
  /** A decision that the value meets is a function, which only generated code can call. */
  | {
      readonly verdict: "needs-code";
      readonly decision: string;
      readonly from: number;
      readonly to: number;
    };

/** Bytes that a strict reader refuses. */
export type MalformedVector = {
  readonly version: number;
  readonly root: string;
  readonly bytes: string;
  /** The path and the offset of the fault, and what is wrong there. */
  readonly path: string;
  readonly offset: number;
  readonly reason: string;
};

/** One vector a line, so that a change of one is a change of one line. */
export function printVectors({ messages, malformed, ...head }: VectorFile): string {
  const heads = Object.entries(head).map(([name, part]) => `  "${name}": ${jsonText(part)},`);
  return [
    "{",
    ...heads,
    '  "messages": [',
    messages.map(printMessage).join(",\n"),
    "  ],",
    '  "malformed": [',
    malformed.map((vector) => `    ${jsonText(vector)}`).join(",\n"),
    "  ]",
    "}",
    "",
  ].join("\n");
}

function printMessage({ values, ...head }: MessageVectors): string {
  const heads = Object.entries(head).map(([name, part]) => `"${name}": ${jsonText(part)}`);
  const lines = values.map((value) => `        ${jsonText(value)}`);
  return [
    "    {",
    `      ${heads.join(", ")},`,
    '      "values": [',
    lines.join(",\n"),
    "      ]",
    "    }",
  ].join("\n");
}

/** In ASCII, because the texts of vectors have characters that an editor does not show. */
function jsonText(part: unknown): string {
  return JSON.stringify(part).replace(/[\u007f-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The settings that a file was made with; null if it is not such a file. */
export function vectorSettings(text: string): VectorSettings | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const { seed, values } = (json ?? {}) as Partial<VectorSettings>;
  const isCount = (part: unknown): part is number => Number.isInteger(part) && Number(part) >= 0;
  return isCount(seed) && isCount(values) ? { seed, values } : null;
}
