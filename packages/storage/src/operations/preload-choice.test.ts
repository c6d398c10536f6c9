/**
 * Facts about the choice of pages to preload: the most important first, each once, within the
 * budget.
 */

import type { PreloadHints } from "@barewire/protocol/sqlite-storage";
import { expect, test } from "vitest";
import { DEFAULT_STORAGE_FLAGS, type StorageFlags } from "../engine/flags.js";
import { choosePreloadPages } from "./preload-choice.js";

const HINTS: PreloadHints = {
  early: [9, 8],
  hot: [8, 7, 101, 5],
  ranges: [
    { startPgno: 4, pageCount: 3 },
    { startPgno: 99, pageCount: 10 },
  ],
};

function check(pgnos: readonly number[], flags: Partial<StorageFlags>, hints = HINTS): void {
  const database = { dbSizePages: 100, pageSize: 4_096 };
  const all = { ...DEFAULT_STORAGE_FLAGS, ...flags };
  expect(choosePreloadPages(database, hints, all)).toEqual(pgnos);
}

test("first pages, early pages, hot pages, ranges: none beyond the end and none twice", () => {
  check([1, 9, 8, 7, 5, 4, 6, 99, 100], {});
  check([1, 2, 3, 9, 8, 7, 5, 4, 6, 99, 100], { startupPreloadFirstPageCount: 3 });
});

test.each<[Partial<StorageFlags>, readonly number[]]>([
  [{ startupPreloadFirstPages: false }, [9, 8, 7, 5, 4, 6, 99, 100]],
  [{ preloadHintEarlyPages: false }, [1, 8, 7, 5, 4, 6, 99, 100]],
  [{ preloadHintHotPages: false }, [1, 9, 8, 4, 5, 6, 99, 100]],
  [{ preloadHintScanRanges: false }, [1, 9, 8, 7, 5]],
  [{ preloadHintsOnOpen: false }, [1]],
])("%j leaves %j", (flags, pgnos) => {
  check(pgnos, flags);
});

test.each([
  [0, []],
  [4_095, []],
  [4_096, [1]],
  [4 * 4_096 + 4_095, [1, 9, 8, 7]],
  [6 * 4_096, [1, 9, 8, 7, 5, 4]],
])("a budget of %i bytes is kept", (startupPreloadMaxSize, pgnos) => {
  check(pgnos, { startupPreloadMaxSize });
});

test("hints of a database that is smaller by now, and absurd ones, do no harm", () => {
  check([1, 100], {}, { early: [0, 4_294_967_295], hot: [101, 100], ranges: [] });
  const ranges = [{ startPgno: 0, pageCount: 4_294_967_295 }];
  const flags = { startupPreloadMaxSize: 3 * 4_096 };
  check([1, 2, 3], flags, { early: [], hot: [], ranges });
});

test("an empty database has nothing to bring along", () => {
  const database = { dbSizePages: 0, pageSize: 4_096 };
  expect(choosePreloadPages(database, HINTS, DEFAULT_STORAGE_FLAGS)).toEqual([]);
});
