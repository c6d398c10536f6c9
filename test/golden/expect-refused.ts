/** A version that has ended: each of its golden messages is the proof of a refusal. */

import { expect } from "vitest";
import { entryName, type GoldenFile } from "../../codegen/src/golden/golden-file.js";
import { fromJson } from "../../codegen/src/golden/golden-json.js";
import { attemptAny } from "../../codegen/src/prove/prove-cell.js";
import { callOf, type Module } from "../../codegen/src/prove/running-protocol.js";

/** Expects that no message of the file is decoded or encoded, and that the range says so. */
export function expectRefused(
  versioned: Module,
  spoken: readonly number[],
  { protocol, version, entries }: GoldenFile,
): void {
  const range = { minVersion: spoken[0], maxVersion: spoken.at(-1) };
  const issue = { kind: "unsupported-version", protocol, version, ...range };
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) {
    const bytes = new Uint8Array(Buffer.from(entry.hex, "hex"));
    for (const [name, value] of [
      [`decode${entry.root}`, bytes],
      [`encode${entry.root}`, fromJson(entry.value)],
    ] as const) {
      const done = attemptAny(() => callOf(versioned, name)(value, version));
      expect(done.ok, entryName(entry)).toBe(false);
      if (!done.ok) expect(done.issue, entryName(entry)).toEqual(issue);
    }
  }
}
