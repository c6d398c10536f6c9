/** When a range is asked for, and when a list. */

import { expect, test } from "vitest";
import type { RequestShape, ScanMode } from "../cache/fetch-plan.js";
import { chooseRequestShape, type RequestShapeInput } from "./request-shape.js";

const UP = Array.from({ length: 128 }, (_, index) => 10 + index);
const DOWN = UP.toReversed();

function check(
  pgnos: readonly number[],
  mode: ScanMode,
  kind: RequestShape["kind"],
  conditions: Partial<RequestShapeInput> = {},
): void {
  const transport = chooseRequestShape(pgnos, mode, {
    rangeReads: true,
    wireVersion: 3,
    ...conditions,
  });
  if (kind === "list") expect(transport).toEqual({ kind, pgnos });
  else expect(transport).toEqual({ kind, startPgno: 10, pageCount: pgnos.length });
}

test("a large window of a scan is a range, in either direction", () => {
  check(UP, "forward", "range");
  check(DOWN, "backward", "range");
});

test("a version before 3 knows no range", () => {
  check(UP, "forward", "list", { wireVersion: 2 });
});

test("the flag switches ranges off", () => {
  check(UP, "forward", "list", { rangeReads: false });
});

test("a bounded window is a list, whatever its pages", () => {
  check(UP, "bounded", "list");
  check(UP.slice(0, 64), "forward", "list");
});

test("pages with a gap, or in the other direction, are a list", () => {
  check([...UP, 500], "forward", "list");
  check(DOWN, "forward", "list");
  check(UP, "backward", "list");
});
