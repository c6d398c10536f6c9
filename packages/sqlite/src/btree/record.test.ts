/** Tests that texts of a record are in the order in which SQLite keeps them. */

import { expect, test } from "vitest";
import { pick, withSeed } from "../../../../test/contract/seeded-random.js";
import type { Payload } from "./btree-page.js";
import { compareWithKey } from "./record.js";

/** A record of one column with this text of at most 50 bytes. */
function recordOf(text: string): Payload {
  const value = new TextEncoder().encode(text);
  const bytes = Uint8Array.of(2, 13 + 2 * value.length, ...value);
  return { bytes, offset: 0, size: bytes.length, localSize: bytes.length, overflowPgno: 0 };
}

const CHARACTERS = ["", "a", "b", "z", "é", "\u{d7ff}", "\u{e000}", "\u{ffff}", "\u{10000}", "😀"];

test("texts are compared as the bytes of UTF-8 are", () =>
  withSeed((random) => {
    const text = () => Array.from({ length: random(6) }, () => pick(random, CHARACTERS)).join("");
    for (let index = 0; index < 5_000; index++) {
      const [stored, key] = [text(), text()];
      const expected = Buffer.compare(Buffer.from(stored), Buffer.from(key));
      const shown = JSON.stringify([stored, key]);
      const result = compareWithKey(recordOf(stored), [key], ["ascending"]);
      expect(Math.sign(result ?? Number.NaN), shown).toBe(expected);
      const reversed = compareWithKey(recordOf(stored), [key], ["descending"]);
      expect(Math.sign(reversed ?? Number.NaN) + expected, shown).toBe(0);
    }
  }));
