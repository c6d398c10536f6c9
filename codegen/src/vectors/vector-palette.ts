/** The values of primitives in vectors: what another implementation is likely to get wrong. */

import { type IntegerName, integerRange, type Palette } from "@barewire/inspect/values";

/** Few of each, because a struct has as many vectors as the field with the most values. */
export const PALETTE: Palette = {
  primitive: (name) => primitives(name),
  bytes: (length) => (length === null ? LENGTHS.map(countedBytes) : [countedBytes(length)]),
};

/** Longer ones, whose length takes two bytes, are left to random values. */
const LENGTHS: readonly number[] = [0, 3];

function countedBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => 255 - (index % 256));
}

function primitives(name: string): readonly unknown[] {
  switch (name) {
    case "void":
      return [null];
    case "bool":
      return [true, false];
    case "str":
      // Text is counted in bytes, and may have characters that UTF-16 writes as two.
      return ["", "text", "\u0000\u00e9\u{1f388}"];
    case "f32":
    case "f64":
      return [0.1, -0, Number.NaN, Number.NEGATIVE_INFINITY, 1 / 3].map((number) =>
        name === "f32" ? Math.fround(number) : number,
      );
    case "uint":
      // The edges at which one more byte is written, and what a double would round.
      return [127n, 128n, 16_384n, 2n ** 53n + 1n, 2n ** 64n - 1n];
    case "int":
      return [-1n, 63n, 64n, -(2n ** 63n), 2n ** 63n - 1n];
    default:
      // The caller has no other names than those of integers left.
      return integers(name as IntegerName);
  }
}

/** The least, the greatest, and one whose bytes all differ, which tells their order. */
function integers(name: IntegerName): readonly unknown[] {
  const { min, max } = integerRange(name);
  const width = Number(/\d+/.exec(name)?.[0]);
  const ordered = 0x0102_0304_0506_0708n >> BigInt(64 - width);
  return [ordered, min, max].map((value) => (width === 64 ? value : Number(value)));
}
