/** Class P3 of a change: what a converter needs to know from a person, in each direction. */

import type { Change } from "./change.js";

export type DecisionClass =
  /** Both directions follow from the schemas. */
  | "auto"
  /** Upgrades do; a downgrade is checked and refuses what the older version cannot carry. */
  | "auto-up"
  /** One version has something that the other one needs a value for. */
  | "needs-value"
  /** Something of an older value is lost on the way up. */
  | "lossy"
  /** The newer version cannot carry some values, which are refused unless decided otherwise. */
  | "reject"
  /** Same place and type, another name: the same or not? */
  | "rename"
  /** The values have nothing in common but their place. */
  | "kind-change";

/**
 * - `auto`: generated, and never refuses.
 * - `checked`: generated, and refuses what the target cannot carry; a decision may say otherwise.
 * - `asked`: generation fails until a person has answered.
 */
type Answering = "auto" | "checked" | "asked";

type DecisionPolicy =
  | "reject"
  | "drop"
  | "drop-if-default"
  | "default"
  | "substitute"
  | "rename"
  | "convert";

export type DecisionVerdict = {
  readonly class: DecisionClass;
  readonly upgrade: Answering;
  readonly downgrade: Answering;
  /** The answers that make sense; empty where there is nothing to decide. */
  readonly policies: readonly DecisionPolicy[];
};

export function decisionVerdict(change: Change): DecisionVerdict {
  switch (change.kind) {
    case "type-added":
      return change.isRoot ? NEW_CASE : AUTO;
    case "type-removed":
      return change.isRoot ? GONE_CASE : AUTO;
    case "root-gained":
    case "root-lost":
    case "variants-reordered":
    case "values-reordered":
    case "respelled":
      return AUTO;
    case "type-renamed":
    case "field-renamed":
    case "variant-renamed":
    case "value-renamed":
    case "fields-reordered":
      return RENAME;
    case "kind-changed":
      if (change.olderKind === "void") return NEEDS_VALUE;
      return change.newerKind === "void" ? LOSSY_BOTH : KIND_CHANGE;
    case "same-bytes":
    case "retyped":
      return KIND_CHANGE;
    case "field-added":
      return change.isOptional ? OPTIONAL_FIELD_ADDED : NEEDS_VALUE;
    case "field-removed":
      return change.isOptional ? OPTIONAL_FIELD_REMOVED : LOSSY_BOTH;
    case "variant-added":
    case "value-added":
      return NEW_CASE;
    case "variant-removed":
    case "value-removed":
      return GONE_CASE;
    case "variant-retagged":
    case "value-renumbered": {
      const isFree = change.olderNumberNow === null && change.newerNumberBefore === null;
      return isFree ? AUTO : RENAME;
    }
    case "optional-added":
    case "number-widened":
      return AUTO_UP;
    case "optional-removed":
    case "number-narrowed":
      return LOSSY_UP;
    case "number-overlapping":
      return LOSSY_BOTH;
    case "length-changed":
      return lengthVerdict(change.olderLength, change.newerLength);
    case "payload-added":
      return NEEDS_VALUE;
    case "payload-removed":
      return LOSSY_BOTH;
    default:
      return change satisfies never;
  }
}

/** A list of any length is to one of a fixed length what a wide number is to a narrow one. */
function lengthVerdict(older: number | null, newer: number | null): DecisionVerdict {
  if (newer === null) return AUTO_UP;
  return older === null ? LOSSY_UP : KIND_CHANGE;
}

const AUTO: DecisionVerdict = { class: "auto", upgrade: "auto", downgrade: "auto", policies: [] };

const AUTO_UP: DecisionVerdict = {
  class: "auto-up",
  upgrade: "auto",
  downgrade: "checked",
  policies: ["reject", "convert"],
};

const OPTIONAL_FIELD_ADDED: DecisionVerdict = {
  class: "auto-up",
  upgrade: "auto",
  downgrade: "checked",
  policies: ["reject", "drop", "drop-if-default", "default", "convert"],
};

const OPTIONAL_FIELD_REMOVED: DecisionVerdict = {
  class: "reject",
  upgrade: "checked",
  downgrade: "auto",
  policies: ["reject", "drop", "drop-if-default", "default", "convert"],
};

const NEEDS_VALUE: DecisionVerdict = {
  class: "needs-value",
  upgrade: "asked",
  downgrade: "asked",
  policies: ["default", "drop", "drop-if-default", "reject", "convert"],
};

const LOSSY_UP: DecisionVerdict = {
  class: "lossy",
  upgrade: "asked",
  downgrade: "auto",
  policies: ["reject", "default", "convert"],
};

const LOSSY_BOTH: DecisionVerdict = {
  class: "lossy",
  upgrade: "asked",
  downgrade: "asked",
  policies: ["reject", "drop", "drop-if-default", "default", "convert"],
};

const NEW_CASE: DecisionVerdict = {
  class: "auto-up",
  upgrade: "auto",
  downgrade: "checked",
  policies: ["reject", "substitute", "convert"],
};

const GONE_CASE: DecisionVerdict = {
  class: "reject",
  upgrade: "checked",
  downgrade: "auto",
  policies: ["reject", "substitute", "convert"],
};

const RENAME: DecisionVerdict = {
  class: "rename",
  upgrade: "asked",
  downgrade: "asked",
  policies: ["rename", "convert"],
};

const KIND_CHANGE: DecisionVerdict = {
  class: "kind-change",
  upgrade: "asked",
  downgrade: "asked",
  policies: ["convert", "reject"],
};
