/**
 * Random numbers that can be repeated: a failure names its seed, and BAREWIRE_TEST_SEED repeats it.
 *
 * fast-check would shrink a failing value, which `shrinkValue` does too, but not the schemas, edits
 * and damage that 61 test files draw from the same numbers, and it makes about half as many values
 * a second.
 */

import { seededRandom } from "@barewire/clock/testing";
import type { Random } from "@barewire/inspect/values";

export type { Random } from "@barewire/inspect/values";

/** The numbers of `seededRandom`: the same seed gives the same ones on every machine. */
export function randomNumbers(seed: number): Random {
  const { number } = seededRandom(seed);
  return (below) => Math.floor(number() * below);
}

export function pick<T>(random: Random, items: readonly T[]): T {
  // An index below the length has an item; callers never pass an empty list.
  return items[random(items.length)] as T;
}

/** A count that a longer run can raise: `BAREWIRE_TEST_VALUES=10000000`. */
export function countFrom(variable: string, usual: number): number {
  return Number(process.env[variable] ?? usual);
}

/** Runs `property` with one seed, which the error of a failure names. */
export async function withSeed<T>(property: (random: Random) => T | Promise<T>): Promise<T> {
  const { BAREWIRE_TEST_SEED } = process.env;
  const seed = Number(BAREWIRE_TEST_SEED ?? Date.now() % 2 ** 32) >>> 0;
  try {
    return await property(randomNumbers(seed));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`BAREWIRE_TEST_SEED=${seed}: ${reason}`, { cause });
  }
}
