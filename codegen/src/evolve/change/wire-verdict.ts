/**
 * Class P1 of a change: what a reader of one version makes of the bytes of the other.
 *
 * The verdict is on one change, the rest of the schema being equal. It follows from the layout:
 * a struct is its members in order, an optional has a flag of one byte before it, a list or data
 * a varint length, an enum and a union are a varint number and what belongs to it.
 */

import type { Change, Reading } from "./change.js";

/** The readings from good to bad; if cases differ, the worst that can happen counts. */
export type WireReading =
  /** Read as it was meant. */
  | "fine"
  /** Values that make use of the change are refused with an error, all others are fine. */
  | "rejects-some"
  /** Every value is refused with an error. */
  | "rejected"
  /** The reader loses its place: an error, or wrong values. */
  | "misaligned"
  /** Read without an error as something that was not meant. */
  | "other-meaning";

export type WireVerdict = {
  readonly oldBytesNewReader: WireReading;
  readonly newBytesOldReader: WireReading;
};

export function wireVerdict(change: Change): WireVerdict {
  switch (change.kind) {
    case "type-added":
      return change.isRoot ? { ...FINE, newBytesOldReader: "rejected" } : FINE;
    case "type-removed":
      return change.isRoot ? { ...FINE, oldBytesNewReader: "rejected" } : FINE;
    case "type-renamed":
    case "root-gained":
    case "root-lost":
    case "field-renamed":
    case "variant-renamed":
    case "value-renamed":
    case "variants-reordered":
    case "values-reordered":
      return FINE;
    case "kind-changed":
    case "payload-added":
    case "payload-removed":
    case "same-bytes":
    case "retyped":
      return readingVerdict(change.reading);
    case "field-added":
    case "field-removed":
      return both(change.endsMessage ? "rejected" : "misaligned");
    case "fields-reordered":
      return both(change.hasEqualBytes ? "other-meaning" : "misaligned");
    case "variant-added":
    case "value-added":
      if (change.otherOwner !== null) return both("other-meaning");
      return { oldBytesNewReader: "fine", newBytesOldReader: "rejects-some" };
    case "variant-removed":
    case "value-removed":
      if (change.otherOwner !== null) return both("other-meaning");
      return { oldBytesNewReader: "rejects-some", newBytesOldReader: "fine" };
    case "variant-retagged":
    case "value-renumbered":
      return {
        oldBytesNewReader: change.olderNumberNow === null ? "rejects-some" : "other-meaning",
        newBytesOldReader: change.newerNumberBefore === null ? "rejects-some" : "other-meaning",
      };
    case "optional-added":
    case "optional-removed":
    case "length-changed":
      return both("misaligned");
    case "number-widened":
    case "number-narrowed":
    case "number-overlapping":
      return both(change.isReadable ? "other-meaning" : "misaligned");
    case "meaning-changed":
      return both("other-meaning");
    case "respelled":
      return both(change.bytes === "same" ? "fine" : "misaligned");
    default:
      return change satisfies never;
  }
}

const FINE: WireVerdict = { oldBytesNewReader: "fine", newBytesOldReader: "fine" };

function both(reading: WireReading): WireVerdict {
  return { oldBytesNewReader: reading, newBytesOldReader: reading };
}

function readingVerdict(reading: Reading): WireVerdict {
  switch (reading.kind) {
    case "equivalent":
      return {
        oldBytesNewReader: reading.upgrade === "all" ? "fine" : "rejects-some",
        newBytesOldReader: reading.downgrade === "all" ? "fine" : "rejects-some",
      };
    case "other-meaning":
    case "misaligned":
      return both(reading.kind);
    case "cut-off":
      return both("rejected");
    default:
      return reading satisfies never;
  }
}
