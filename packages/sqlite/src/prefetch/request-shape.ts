/** List or range: how the pages of a fetch are asked for. */

import type { RequestShape, ScanMode } from "../cache/fetch-plan.js";

/** The first version of the protocol with range reads. */
const RANGE_VERSION = 3;
/** A range pays for windows larger than this; the answer's order is the server's scan order. */
const BOUNDED_WINDOW_PAGES = 64;

export interface RequestShapeInput {
  readonly rangeReads: boolean;
  readonly wireVersion: number;
}

/**
 * Chooses a range if the switch is on, the version has ranges, a scan is running, and the pages are
 * one run, ascending or descending, of more than a bounded window. Otherwise it chooses a list.
 */
export function chooseRequestShape(
  pgnos: readonly number[],
  mode: ScanMode,
  conditions: RequestShapeInput,
): RequestShape {
  const list: RequestShape = { kind: "list", pgnos };
  if (!conditions.rangeReads || conditions.wireVersion < RANGE_VERSION) return list;
  if (mode === "bounded" || pgnos.length <= BOUNDED_WINDOW_PAGES) return list;
  const step = mode === "forward" ? 1 : -1;
  const first = pgnos[0];
  if (first === undefined || pgnos.some((pgno, i) => pgno !== first + i * step)) return list;
  const startPgno = mode === "forward" ? first : first - pgnos.length + 1;
  return { kind: "range", startPgno, pageCount: pgnos.length };
}
