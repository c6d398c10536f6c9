/** Golden bytes are only ever added. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { GoldenEntry, GoldenFile } from "./golden-file.js";
import { lostGoldens } from "./golden-file.js";
import { extendGolden, goldenPath, readGolden } from "./golden-folder.js";
import { fromJson, toJson } from "./json-value.js";

const PING: GoldenEntry = {
  root: "Root",
  variant: "Ping",
  name: "minimal",
  hex: "00",
  value: null,
};
const PONG: GoldenEntry = { ...PING, variant: "Pong", hex: "01" };

function fileOf(...entries: readonly GoldenEntry[]): GoldenFile {
  return { protocol: "example", version: 1, entries };
}

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "barewire-golden-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Returns the content of the folder after `wanted` has been added, or refused, on top of a golden
 * Ping.
 */
function check(wanted: GoldenFile, expected: number | RegExp): GoldenFile | null {
  extendGolden(folder, fileOf(PING));
  const before = readFileSync(goldenPath(folder, "example", 1), "utf8");
  if (typeof expected === "number") {
    expect(extendGolden(folder, wanted)).toBe(expected);
  } else {
    expect(() => extendGolden(folder, wanted)).toThrow(expected);
    expect(readFileSync(goldenPath(folder, "example", 1), "utf8")).toBe(before);
  }
  return readGolden(folder, "example", 1);
}

test("the first entries of a version are written", () => {
  expect(extendGolden(folder, fileOf(PING, PONG))).toBe(2);
  expect(readGolden(folder, "example", 1)).toEqual(fileOf(PING, PONG));
});

test("a new message is added behind the others", () => {
  expect(check(fileOf(PONG, PING), 1)).toEqual(fileOf(PING, PONG));
});

test("nothing is written where nothing is new", () => {
  expect(check(fileOf(PING), 0)).toEqual(fileOf(PING));
});

test("other bytes for an existing entry are refused", () => {
  check(fileOf({ ...PING, hex: "02" }, PONG), /frozen .* Root\.Ping minimal/);
});

test("another value for an existing entry is refused", () => {
  check(fileOf({ ...PING, value: 1 }), /frozen .* Root\.Ping minimal/);
});

test("an existing entry that would no longer be made is refused", () => {
  check(fileOf(PONG), /frozen .* Root\.Ping minimal/);
});

test("what a later file lacks or has otherwise is lost", () => {
  expect(lostGoldens(fileOf(PING, PONG), fileOf(PONG, PING))).toEqual([]);
  expect(lostGoldens(fileOf(PING, PONG), fileOf(PING))).toEqual(["Root.Pong minimal"]);
  expect(lostGoldens(fileOf(PING), fileOf({ ...PING, hex: "05" }))).toEqual(["Root.Ping minimal"]);
});

test("a value survives its form in JSON", () => {
  const value = {
    wide: -(2n ** 63n),
    bytes: new Uint8Array([0, 255]),
    map: new Map<unknown, unknown>([["a", [{ some: null }, null]]]),
    numbers: [0, -0, 0.1, Number.NaN, Number.NEGATIVE_INFINITY],
    text: "é\u0000🎈",
    flag: true,
  };
  expect(fromJson(JSON.parse(JSON.stringify(toJson(value))))).toEqual(value);
});
