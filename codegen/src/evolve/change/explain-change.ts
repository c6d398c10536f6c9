/** Describes a change in a sentence: the change, its effect on the wire, and what to do. */

import { formatType } from "../../schema/format-type.js";
import type { Equivalence } from "../compare/relation.js";
import { type Change, type Inside, type PlaceChange, pathOf } from "./change.js";
import { type WireReading, type WireVerdict, wireVerdict } from "./wire-verdict.js";

/** The change of a version that is published and must not change, and what it does to the bytes. */
export function explainPublishedEdit(protocol: string, version: number, change: Change): string {
  const wire = wireClause(change);
  const what = `${protocol} v${version} is published and ${changeClause(change)}`;
  return `${what}: ${wire}; add a new version instead`;
}

/** The change as a clause without a full stop: `SqliteMeta.pageSize changed from u32 to u64`. */
function changeClause(change: Change): string {
  const path = pathOf(change.place);
  switch (change.kind) {
    case "type-added":
      return `${change.isRoot ? "the root" : "the type"} ${path} was added`;
    case "type-removed":
      return `${change.isRoot ? "the root" : "the type"} ${path} was removed`;
    case "type-renamed":
      return `${change.olderName} ${renamingWords(change)} ${change.newerName}`;
    case "root-gained":
      return `${path} became a root, as no other type uses it any more`;
    case "root-lost":
      return `${path} is no longer a root, as another type uses it`;
    case "kind-changed":
      return `${path} changed from ${withArticle(change.olderKind)} to ${withArticle(change.newerKind)}`;
    case "field-added":
      return `the field ${path} (${formatType(change.type)}) was added`;
    case "field-removed":
      return `the field ${path} (${formatType(change.type)}) was removed`;
    case "variant-added":
    case "variant-removed":
      return numberedClause(`the variant ${path} (tag ${change.tag})`, "tag", change);
    case "value-added":
    case "value-removed":
      return numberedClause(`the value ${path} (${change.number})`, "number", change);
    case "field-renamed":
    case "variant-renamed":
    case "value-renamed":
      return `${change.place.type}.${change.olderName} ${renamingWords(change)} ${change.newerName}`;
    case "variant-retagged":
      return `the tag of ${path} changed from ${change.olderNumber} to ${change.newerNumber}`;
    case "value-renumbered":
      return `the number of ${path} changed from ${change.olderNumber} to ${change.newerNumber}`;
    case "fields-reordered":
      return `the fields of ${path} changed their order to ${change.newerOrder.join(", ")}`;
    case "variants-reordered":
      return `the variants of ${path} are listed in another order`;
    case "values-reordered":
      return `the values of ${path} are listed in another order`;
    case "meaning-changed":
      return `the meaning of ${path} changed, and not its type`;
    default:
      return placeClause(change);
  }
}

function renamingWords({ isDeclared }: { readonly isDeclared: boolean }): string {
  return isDeclared ? "was renamed to" : "may have been renamed to";
}

/** The change in the change table of a step, behind the name of its type: `reads: u32 -> u64`. */
export function shortChange(change: Change): string {
  const { member } = change.place;
  switch (change.kind) {
    case "type-added":
      return "+";
    case "type-removed":
      return "-";
    case "type-renamed":
    case "field-renamed":
    case "variant-renamed":
    case "value-renamed":
      return `${change.olderName} -> ${change.newerName}${change.isDeclared ? "" : "?"}`;
    case "root-gained":
      return "+ root";
    case "root-lost":
      return "- root";
    case "kind-changed":
      return `${change.olderKind} -> ${change.newerKind}`;
    case "field-added":
      return `+ ${member}: ${formatType(change.type)}`;
    case "variant-added":
    case "value-added":
      return `+ ${member}`;
    case "field-removed":
    case "variant-removed":
    case "value-removed":
      return `- ${member}`;
    case "variant-retagged":
    case "value-renumbered":
      return `${member}: ${change.olderNumber} -> ${change.newerNumber}`;
    case "meaning-changed":
      return member === null ? "same type" : `${member}: same type`;
    case "fields-reordered":
    case "variants-reordered":
    case "values-reordered":
      return `order: ${change.newerOrder.join(", ")}`;
    default:
      return shortPlaceChange(change);
  }
}

function numberedClause(
  what: string,
  number: "tag" | "number",
  change: Extract<Change, { readonly otherOwner: string | null }>,
): string {
  const { otherOwner, place } = change;
  const isAdded = change.kind === "variant-added" || change.kind === "value-added";
  const clause = `${what} was ${isAdded ? "added" : "removed"}`;
  if (otherOwner === null) return clause;
  const owner = `${place.type}.${otherOwner}`;
  return `${clause}, and its ${number} ${isAdded ? `was that of ${owner}` : `is now that of ${owner}`}`;
}

const INSIDE_WORDS: Readonly<Record<Inside, string>> = {
  present: "the value of",
  item: "each item of",
  key: "each key of",
  value: "each value of",
};

function placeClause(change: PlaceChange): string {
  const { place, older, newer } = change;
  const words = [...place.inside].reverse().map((step) => INSIDE_WORDS[step]);
  const where = [...words, pathOf(place)].join(" ");
  return `${where} changed from ${formatType(older)} to ${formatType(newer)}`;
}

function shortPlaceChange({ place, older, newer }: PlaceChange): string {
  const label = [place.member, ...place.inside].filter((part) => part !== null).join(" ");
  const types = `${formatType(older)} -> ${formatType(newer)}`;
  return label === "" ? types : `${label}: ${types}`;
}

function withArticle(kind: string): string {
  if (kind === "void" || kind === "data") return kind;
  return `${/^[aeio]|^f\d/.test(kind) ? "an" : "a"} ${kind}`;
}

/** The consequence for the bytes, as the end of a sentence. */
function wireClause(change: Change): string {
  const wire = wireVerdict(change);
  const equivalence = equivalenceOf(change);
  if (equivalence !== null) return `${EQUIVALENCE_WORDS[equivalence]}, but values differ`;
  if ("isDeclared" in change && !change.isDeclared && isFine(wire)) {
    return "the bytes stay the same, and only a person knows whether the meaning does";
  }
  if (change.kind === "type-added" || change.kind === "type-removed") {
    const version = change.kind === "type-added" ? "older" : "newer";
    return change.isRoot
      ? `the ${version} version has no such message`
      : "by itself that changes no message";
  }
  if (isFine(wire)) return "the bytes stay the same";
  const { oldBytesNewReader, newBytesOldReader } = wire;
  if (oldBytesNewReader === newBytesOldReader) return BOTH_WORDS[oldBytesNewReader];
  const newer = `old bytes ${READING_WORDS[oldBytesNewReader]} by a new reader`;
  return `${newer}, and new bytes ${READING_WORDS[newBytesOldReader]} by an old one`;
}

function equivalenceOf(change: Change): Equivalence | null {
  if (!("reading" in change) || change.reading.kind !== "equivalent") return null;
  return change.reading.equivalence;
}

const EQUIVALENCE_WORDS: Readonly<Record<Equivalence, string>> = {
  "text-and-data": "text and data have the same bytes, where the data is valid UTF-8",
  "struct-and-its-only-member": "a struct and its only member have the same bytes",
  "map-and-list-of-pairs":
    "a map and a list of pairs have the same bytes, where no key stands twice",
  "optional-and-list": "an optional has the same bytes as a list of at most one item",
  "enum-and-number": "an enum has the same bytes as its number, where that is one of its values",
  "enum-and-union-of-voids": "an enum and a union of voids have the same bytes",
};

function isFine({ oldBytesNewReader, newBytesOldReader }: WireVerdict): boolean {
  return oldBytesNewReader === "fine" && newBytesOldReader === "fine";
}

const BOTH_WORDS: Readonly<Record<WireReading, string>> = {
  fine: "the bytes stay the same",
  "rejects-some": "readers of either version refuse some values of the other",
  rejected: "readers of either version refuse the bytes of the other",
  misaligned: "a reader of either version loses its place in the bytes of the other",
  "other-meaning": "the bytes of either version mean something else to the other, without an error",
};

const READING_WORDS: Readonly<Record<WireReading, string>> = {
  fine: "are understood",
  "rejects-some": "that use it are refused",
  rejected: "are refused",
  misaligned: "are misread",
  "other-meaning": "are taken for something else without an error",
};
