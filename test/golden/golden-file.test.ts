/** Golden bytes are only ever added. */

import { expect, test } from "vitest";
import {
  addGoldens,
  type GoldenEntry,
  type GoldenFile,
  lostGoldens,
  parseGoldens,
  printGoldens,
} from "../../codegen/src/golden/golden-file.js";
import { fromJson, toJson } from "../../codegen/src/golden/golden-json.js";

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

/** Adds to the golden Ping; a refusal names the entries that would change. */
function check(wanted: GoldenFile, expected: number | readonly string[]): GoldenFile | null {
  const added = addGoldens(fileOf(PING), wanted);
  expect(added.ok ? added.addedCount : added.changed).toEqual(expected);
  return added.ok ? added.file : null;
}

test("a file survives its text, and a damaged text is refused", () => {
  const text = printGoldens(fileOf(PING, PONG));
  expect(parseGoldens(text)).toEqual({ ok: true, file: fileOf(PING, PONG) });
  for (const [from, to] of [
    ["{", "["],
    ['"hex": "00"', '"hex": "0"'],
    ['"entries"', '"others"'],
    ['"Pong"', '"Ping"'],
  ] as const) {
    expect(parseGoldens(text.replace(from, to)).ok, to).toBe(false);
  }
});

test("a new message is added behind the others", () => {
  expect(check(fileOf(PONG, PING), 1)).toEqual(fileOf(PING, PONG));
});

test("nothing is written where nothing is new", () => {
  expect(check(fileOf(PING), 0)).toEqual(fileOf(PING));
});

test("other bytes for an existing entry are refused", () => {
  check(fileOf({ ...PING, hex: "02" }, PONG), ["Root.Ping minimal"]);
});

test("another value for an existing entry is refused", () => {
  check(fileOf({ ...PING, value: 1 }), ["Root.Ping minimal"]);
});

test("an existing entry that would no longer be made is refused", () => {
  check(fileOf(PONG), ["Root.Ping minimal"]);
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
