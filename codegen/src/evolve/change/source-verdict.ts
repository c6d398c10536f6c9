/** Class P2 of a change: what a TypeScript user of the newest types has to edit. */

import type { Change } from "./change.js";

export type SourceVerdict =
  | { readonly isBreaking: false }
  | { readonly isBreaking: true; readonly what: SourceBreak };

type SourceBreak =
  /** An exported type and its functions are gone, or go by another name. */
  | "export-removed"
  | "export-renamed"
  /** Code that makes such a value lacks a property. */
  | "property-required"
  | "property-removed"
  | "property-renamed"
  /** A `switch` over all cases lacks one. */
  | "case-added"
  | "case-removed"
  | "case-renamed"
  /** Code that reads the value has to expect null. */
  | "null-added"
  /** Code that makes the value may no longer leave it out. */
  | "null-removed"
  | "number-or-bigint"
  | "value-type-changed";

export function sourceVerdict(change: Change): SourceVerdict {
  switch (change.kind) {
    case "type-added":
    case "root-gained":
    case "fields-reordered":
    case "variants-reordered":
    case "values-reordered":
    case "variant-retagged":
    case "value-renumbered":
    case "length-changed":
    case "respelled":
    case "meaning-changed":
      return { isBreaking: false };
    case "type-removed":
    case "root-lost":
      return breaking("export-removed");
    case "type-renamed":
      return breaking("export-renamed");
    case "field-added":
      return breaking("property-required");
    case "field-removed":
      return breaking("property-removed");
    case "field-renamed":
      return breaking("property-renamed");
    case "variant-added":
    case "value-added":
      return breaking("case-added");
    case "variant-removed":
    case "value-removed":
      return breaking("case-removed");
    case "variant-renamed":
    case "value-renamed":
      return breaking("case-renamed");
    case "optional-added":
      return breaking("null-added");
    case "optional-removed":
      return breaking("null-removed");
    case "number-widened":
    case "number-narrowed":
    case "number-overlapping":
      if (change.typescript === "none") return { isBreaking: false };
      return breaking(change.typescript === "bigint" ? "number-or-bigint" : "value-type-changed");
    case "kind-changed":
    case "payload-added":
    case "payload-removed":
    case "same-bytes":
    case "retyped":
      return breaking("value-type-changed");
    default:
      return change satisfies never;
  }
}

function breaking(what: SourceBreak): SourceVerdict {
  return { isBreaking: true, what };
}
