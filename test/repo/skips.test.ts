/** No test is skipped in silence, and with `CI=true` none for want of a program. */

import { afterEach, expect, test, vi } from "vitest";
import { missingTool, skipped } from "../missing-tool.js";
import { HAND_WRITTEN, textOf } from "./repository.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("without a program tests are skipped with the reason, and fail with CI=true", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.stubEnv("CI", "");
  expect(missingTool("x is not installed")).toBe("x is not installed");
  expect(warn.mock.calls).toEqual([["skipped: x is not installed"]]);
  vi.stubEnv("CI", "true");
  expect(() => missingTool("x is not installed")).toThrow(
    "x is not installed; with CI=true its tests must run",
  );
  expect(skipped("nothing can be mounted")).toBe("nothing can be mounted");
  expect(warn.mock.calls).toHaveLength(2);
});

test("a test that is skipped says why, and one place asks for CI", () => {
  const faults = HAND_WRITTEN.flatMap((path) => {
    const text = textOf(path);
    const isSilent = /\b(?:context|ctx)\.skip\(\)|\btest\.skip\(/.test(text);
    const asks = text.includes('env["CI"]') && path !== "test/missing-tool.ts";
    return [...(isSilent ? [`${path}: skips in silence`] : []), ...(asks ? [`${path}: asks`] : [])];
  });
  expect(faults.filter((fault) => !fault.startsWith("test/repo/skips"))).toEqual([]);
});
