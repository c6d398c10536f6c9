/**
 * Tests which arguments of `barewire generate` may be combined.
 */

import { expect, test } from "vitest";
import { type GenerateFlags, generateRequest } from "./generate-request.js";

/** The complaint about the arguments; null where they are fine. */
function check(protocols: readonly string[], flags: GenerateFlags): string | null {
  try {
    generateRequest(protocols, flags);
    return null;
  } catch (error) {
    return String(error);
  }
}

test("without flags the configuration tells the folders", () => {
  expect(generateRequest(["p"], {})).toEqual({
    source: { kind: "config", protocols: ["p"] },
    mode: "write",
    scaffolds: false,
    argumentsText: " p",
    against: null,
  });
});

test("with its folders a protocol needs no configuration", () => {
  expect(generateRequest([], { schemas: "a", out: "b", check: true })).toEqual({
    source: { kind: "folders", schemas: "a", out: "b", decisions: null, runtime: null },
    mode: "check",
    scaffolds: false,
    argumentsText: " --schemas a --out b",
    against: null,
  });
});

test("schemas need a folder for the output", () => {
  expect(check([], { schemas: "a" })).toContain("--schemas needs --out DIR");
  expect(check([], { schemas: "a", out: "" })).toContain("--out needs a value");
});

test("the other folders go with schemas only", () => {
  expect(check([], { out: "b" })).toContain("--out goes with --schemas only");
  expect(check([], { decisions: "b" })).toContain("--decisions goes with --schemas only");
  expect(check([], { runtime: "b" })).toContain("--runtime goes with --schemas only");
  expect(check(["p"], { schemas: "a", out: "b" })).toContain("leave out the others");
});

test("a check neither writes nor stays", () => {
  expect(check([], { check: true, clean: true })).toContain("leave out --clean");
  expect(check([], { check: true, watch: true })).toContain("leave out --watch");
  expect(check([], { clean: true, watch: true })).toBeNull();
});
