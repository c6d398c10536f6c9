/** Each change with its three verdicts: on the wire, in TypeScript, and for converters. */

import type { Change } from "./change.js";
import { type DecisionVerdict, decisionVerdict } from "./decision-verdict.js";
import type { SchemaDiff } from "./diff.js";
import { type SourceVerdict, sourceVerdict } from "./source-verdict.js";
import { type WireVerdict, wireVerdict } from "./wire-verdict.js";

export type ClassifiedChange = {
  readonly change: Change;
  readonly wire: WireVerdict;
  readonly source: SourceVerdict;
  readonly decision: DecisionVerdict;
};

/**
 * - `compatible`: no converter has to ask.
 * - `decision`: one has to.
 * - `subtle`: bytes of one version are read as something else by the other, and no error tells.
 */
export type Compatibility = "compatible" | "decision" | "subtle";

export function classifyChange(change: Change): ClassifiedChange {
  return {
    change,
    wire: wireVerdict(change),
    source: sourceVerdict(change),
    decision: decisionVerdict(change),
  };
}

/** In the order of the diff. */
export function classifyDiff(diff: SchemaDiff): readonly ClassifiedChange[] {
  return diff.types.flatMap(({ changes }) => changes.map(classifyChange));
}

function compatibility({ wire, decision }: ClassifiedChange): Compatibility {
  if (isSubtle(wire)) return "subtle";
  const isAsked = decision.upgrade === "asked" || decision.downgrade === "asked";
  return isAsked ? "decision" : "compatible";
}

/** The worst of all changes. */
export function diffCompatibility(diff: SchemaDiff): Compatibility {
  const found = new Set(classifyDiff(diff).map(compatibility));
  if (found.has("subtle")) return "subtle";
  return found.has("decision") ? "decision" : "compatible";
}

function isSubtle({ oldBytesNewReader, newBytesOldReader }: WireVerdict): boolean {
  return oldBytesNewReader === "other-meaning" || newBytesOldReader === "other-meaning";
}
