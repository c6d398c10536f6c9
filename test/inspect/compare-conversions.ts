/**
 * Conversions along the description of a protocol against the generated converters: the same values
 * and bytes, the same refusals, and the same reports of what was left out.
 */

import { isDeepStrictEqual } from "node:util";
import { encodeValue } from "@barewire/inspect";
import {
  decodeMessage,
  encodeMessage,
  FunctionDecisionError,
  type InspectedProtocol,
  openProtocol,
  type ProtocolDescription,
} from "@barewire/inspect/convert";
import { coveringValues, type Random, valueMaker } from "@barewire/inspect/values";
import type { WireIssue } from "@barewire/runtime";
import { type Counts, count, issueOf } from "../contract/differential.js";
import { isSameValue } from "../contract/same-value.js";

/** Calls an export of the generated `versions.ts`. */
export type CallVersions = (name: string, ...args: readonly unknown[]) => unknown;

/** Opens what is left of a description as JSON. */
export function reopened(description: ProtocolDescription): InspectedProtocol {
  return openProtocol(JSON.parse(JSON.stringify(description)) as ProtocolDescription);
}

type Omitted = (readonly [path: string, count: number])[];

type Outcome =
  | { readonly kind: "value"; readonly value: unknown; readonly omitted: Omitted }
  | { readonly kind: "issue"; readonly issue: WireIssue }
  | { readonly kind: "function"; readonly key: string };

function outcomeOf(run: (onOmitted: (path: string, count: number) => void) => unknown): Outcome {
  const omitted: Omitted = [];
  try {
    const value = run((path, count) => omitted.push([path, count]));
    return { kind: "value", value, omitted };
  } catch (error) {
    if (error instanceof FunctionDecisionError) return { kind: "function", key: error.key };
    return { kind: "issue", issue: issueOf(error) };
  }
}

/** The generated code under test. */
export type Generated = {
  readonly call: CallVersions;
  /**
   * Lists of numbers are typed arrays there, and a refusal of an item names the list. Along a
   * description they are plain arrays, and it names the item.
   */
  readonly hasTypedArrays: boolean;
};

/** All messages and versions, with values that take every choice and with random ones. */
export function checkConversions(
  protocol: InspectedProtocol,
  generated: Generated,
  randomCount: number,
  random: Random,
  counts: Counts,
): void {
  for (const [root, versions] of protocol.messages) {
    for (const [version, schema] of protocol.schemas) {
      const message = versions.get(version);
      const written = message === undefined ? [] : valuesOf(schema.shapes, message.name);
      for (const value of written) {
        const bytes = encodeValue(schema, message?.name ?? root, value, { memory: "own" });
        checkDecoding(protocol, generated, root, bytes, version, counts);
      }
      for (const value of valuesOf(protocol.newest.shapes, root)) {
        checkEncoding(protocol, generated, root, value, version, counts);
      }
      if (message === undefined) {
        checkDecoding(protocol, generated, root, new Uint8Array(), version, counts);
      }
    }
  }

  function valuesOf(shapes: InspectedProtocol["newest"]["shapes"], name: string) {
    const make = valueMaker(shapes, name);
    const some = Array.from({ length: randomCount }, () => make(random));
    return [...coveringValues(shapes, name).slice(0, 40), ...some];
  }
}

export function checkDecoding(
  protocol: InspectedProtocol,
  generated: Generated,
  root: string,
  bytes: Uint8Array,
  version: number,
  counts: Counts,
): void {
  const ours = outcomeOf(() => decodeMessage(protocol, root, bytes, version));
  const theirs = outcomeOf(() => generated.call(`decode${root}`, bytes, version));
  compare(`${root} of v${version}`, { protocol, ours, theirs, generated }, counts);
}

export function checkEncoding(
  protocol: InspectedProtocol,
  generated: Generated,
  root: string,
  value: unknown,
  version: number,
  counts: Counts,
): void {
  const ours = outcomeOf((onOmitted) => {
    return encodeMessage(protocol, root, value, version, { onOmitted, memory: "own" });
  });
  const theirs = outcomeOf((onOmitted) => {
    return generated.call(`encode${root}`, value, version, { onOmitted, memory: "own" });
  });
  compare(`${root} to v${version}`, { protocol, ours, theirs, generated }, counts);
}

type Compared = {
  readonly protocol: InspectedProtocol;
  readonly ours: Outcome;
  readonly theirs: Outcome;
  readonly generated: Generated;
};

function compare(
  title: string,
  { protocol: { steps }, ours, theirs, generated: { hasTypedArrays } }: Compared,
  counts: Counts,
): void {
  const fail = () => new Error(`${title}: ${shown(ours)}, not ${shown(theirs)}`);
  if (ours.kind === "function") {
    const { key } = ours;
    // Only what the decisions file has as code is refused.
    const answers = steps.flatMap(({ upgrade, downgrade }) => [
      upgrade.answers.get(key)?.policy,
      downgrade.answers.get(key)?.policy,
    ]);
    if (!answers.includes("function")) throw new Error(`${title}: '${key}' is no function`);
    count(counts, "functions");
    return;
  }
  if (ours.kind !== theirs.kind) throw fail();
  if (ours.kind === "value" && theirs.kind === "value") {
    const isSame = isDeepStrictEqual(ours.omitted, theirs.omitted);
    if (!isSame || !isSameValue(ours.value, theirs.value)) throw fail();
    count(counts, "values");
  }
  if (ours.kind === "issue" && theirs.kind === "issue") {
    const isSame =
      isDeepStrictEqual(ours.issue, theirs.issue) ||
      (hasTypedArrays && isDeepStrictEqual(atList(ours.issue), theirs.issue));
    if (!isSame) throw fail();
    count(counts, "refusals");
  }
}

/** The issue at the list that has the item. */
function atList(issue: WireIssue): WireIssue {
  if (!("path" in issue)) return issue;
  return { ...issue, path: issue.path.replace(/\[\d+\]$/, "") };
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "bigint") return `${part}n`;
    return part instanceof Map ? [...part] : part;
  });
}
