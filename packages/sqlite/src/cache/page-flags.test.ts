/**
 * Tests how flags are read.
 */

import { expect, test } from "vitest";
import { type PageFlags, presetFlags, readPageFlags } from "./page-flags.js";

function check(variables: Readonly<Record<string, string>>, expected: Partial<PageFlags>): void {
  const flags = readPageFlags((name) => variables[name.replace("BAREWIRE_SQLITE_OPT_", "")]);
  expect(flags).toMatchObject(expected);
}

test("without variables it is the preset modern", () => {
  expect(readPageFlags(() => undefined)).toEqual(presetFlags("modern"));
});

test("a preset is named, and single flags go over it", () => {
  check({ PRESET: "original" }, presetFlags("original"));
  check({ PRESET: "original", SKIP_CACHED_PREDICTIONS: "on" }, { skipCached: true });
});

test.each(["0", "false", "off", "no", "disabled", "disable", " OFF "])("%j is off", (value) => {
  check({ PIPELINED_READ_AHEAD: value }, { pipelining: false });
});

test.each(["1", "true", "on", "yes", "anything", ""])("%j is not off", (value) => {
  check({ PIPELINED_READ_AHEAD: value }, { pipelining: true });
});

test("numbers have a largest value, and nonsense is not one", () => {
  check({ STARTUP_PRELOAD_MAX_BYTES: "99999999999" }, { preloadMaxBytes: 8 * 1024 * 1024 });
  check({ STARTUP_PRELOAD_FIRST_PAGE_COUNT: "12" }, { preloadFirstPageCount: 12 });
  check({ STARTUP_PRELOAD_FIRST_PAGE_COUNT: "-3" }, { preloadFirstPageCount: 1 });
  check({ STARTUP_PRELOAD_FIRST_PAGE_COUNT: "1e3" }, { preloadFirstPageCount: 1 });
});

test.each([
  ["off", "none"],
  ["none", "none"],
  ["bounded", "bounded"],
  ["legacy", "legacy"],
  ["adaptive", "adaptive"],
  ["on", "adaptive"],
  ["nonsense", "adaptive"],
] as const)("READ_AHEAD_MODE=%s is %s", (value, readAhead) => {
  check({ READ_AHEAD_MODE: value }, { readAhead });
});

test("ADAPTIVE_READ_AHEAD=off leaves the bounded window", () => {
  check({ ADAPTIVE_READ_AHEAD: "off" }, { readAhead: "bounded" });
});

test.each([
  ["off", false, false, false],
  ["target", true, false, false],
  ["prefetch", true, true, false],
  ["startup", true, false, true],
  ["all", true, true, true],
] as const)("VFS_PAGE_CACHE_MODE=%s", (value, cacheTargets, cachePrefetched, cacheStartup) => {
  check({ VFS_PAGE_CACHE_MODE: value }, { cacheTargets, cachePrefetched, cacheStartup });
});

test("every flag can be set by a variable of its own", () => {
  const asked = new Set<string>();
  readPageFlags((name) => {
    asked.add(name);
    return undefined;
  });
  // READ_AHEAD_MODE and VFS_PAGE_CACHE_MODE stand for flags that have names beside them, as does
  // PRESET.
  expect(asked.size).toBe(Object.keys(presetFlags("modern")).length + 3);
  expect([...asked].every((name) => /^BAREWIRE_SQLITE_OPT_[A-Z_]+$/.test(name))).toBe(true);
});
