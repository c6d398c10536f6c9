/**
 * Tests how flags are read.
 */

import { expect, test } from "vitest";
import { DEFAULT_PAGE_FLAGS, type PageFlags, readPageFlags } from "./page-flags.js";

function check(variables: Readonly<Record<string, string>>, expected: Partial<PageFlags>): void {
  const flags = readPageFlags((name) => variables[name.replace("BAREWIRE_SQLITE_OPT_", "")]);
  expect(flags).toMatchObject(expected);
}

test("without variables the flags have their defaults", () => {
  expect(readPageFlags(() => undefined)).toEqual(DEFAULT_PAGE_FLAGS);
});

test.each(["0", "false", "off", "no", "none", "disabled", "disable", " OFF "])(
  "%j is off",
  (value) => {
    check({ READ_AHEAD: value, RECENT_PAGE_HINTS: value }, { readAhead: false, hints: false });
  },
);

test.each(["1", "true", "on", "yes", "anything", ""])("%j is not off", (value) => {
  check({ READ_AHEAD: value }, { readAhead: true });
});

test("numbers have a largest value, and nonsense is not one", () => {
  check({ STARTUP_PRELOAD_MAX_BYTES: "99999999999" }, { preloadMaxBytes: 8 * 1024 * 1024 });
  check({ PAGER_CACHE_SIZE_KIB: "12" }, { pagerCacheKib: 12 });
  check({ PAGER_CACHE_SIZE_KIB: "-3" }, { pagerCacheKib: 8192 });
  check({ PAGER_CACHE_SIZE_KIB: "1e3" }, { pagerCacheKib: 8192 });
});

test("every flag can be set by a variable of its own", () => {
  const asked = new Set<string>();
  readPageFlags((name) => {
    asked.add(name);
    return undefined;
  });
  expect(asked.size).toBe(Object.keys(DEFAULT_PAGE_FLAGS).length);
  expect([...asked].every((name) => /^BAREWIRE_SQLITE_OPT_[A-Z_]+$/.test(name))).toBe(true);
});
