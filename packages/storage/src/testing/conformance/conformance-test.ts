/**
 * `ConformanceTest`: one test of the conformance suite, and the helpers that tests consist of.
 */

import { strict as assert } from "node:assert";
import { format } from "node:util";
import { SYSTEM_RANDOM } from "@barewire/clock";
import { seededRandom } from "@barewire/clock/testing";
import type { Kv, KvRow, KvRows } from "../../kv/kv.js";
import { StorageError, type StorageIssue } from "../../storage-error.js";

/** Opens the stores of one driver for the conformance suite. */
export type StoreUnderTest = {
  /** Opens a store that is new, or as empty as a new one. Each test opens its own. */
  open(): Promise<OpenStore>;
  /** Releases everything that `open` has started. It is called once, after the last test. */
  end(): Promise<void>;
};

export type OpenStore = {
  readonly kv: Kv;
  /** Opens a second `Kv` on the same stored data, as another process would. */
  again(): Promise<Kv>;
};

/** The options of the tests with random data. */
export type RandomOptions = {
  /**
   * The seed. Failures print theirs; passing it here repeats them. By default it differs from run
   * to run.
   */
  readonly seed?: number;
  /** The number of transactions or values that each of these tests makes. The default is 60. */
  readonly rounds?: number;
};

/** Checks one promise of the port on a new store, and throws an `AssertionError` where it fails. */
export type ConformanceTest = (kv: Kv, store: OpenStore, options: RandomOptions) => Promise<void>;

/** Tests by the sentence that they prove. */
export type ConformanceTests = Readonly<Record<string, ConformanceTest>>;

/** One test for each of `values`; `name` is formatted with the value. */
export function cases<T extends readonly unknown[]>(
  values: readonly T[],
  name: string,
  testOf: (...value: T) => ConformanceTest,
): ConformanceTests {
  return Object.fromEntries(
    values.map((value) => [format(name, ...value.slice(0, placesIn(name))), testOf(...value)]),
  );
}

function placesIn(name: string): number {
  return name.split("%").length - 1;
}

export function bytes(...numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(numbers);
}

/** Encodes text as a key or a value. */
export function text(characters: string): Uint8Array {
  return new TextEncoder().encode(characters);
}

/** Formats rows of text as `a=1 b=2`. */
export function shown({ rows }: KvRows): string {
  return rows.map(shownRow).join(" ");
}

function shownRow([key, value]: KvRow): string {
  const decoder = new TextDecoder();
  return `${decoder.decode(key)}=${decoder.decode(value)}`;
}

export function asText(value: Uint8Array | undefined): string | undefined {
  return value && new TextDecoder().decode(value);
}

/** The interval of all keys that are made of text. */
export const ALL: { readonly start: Uint8Array; readonly end: Uint8Array } = {
  start: bytes(),
  end: bytes(0xff),
};

/** Writes rows given as `a=1 b=2`, in one transaction. */
export async function fill(kv: Kv, rows: string): Promise<void> {
  await kv.run("fill", async (tx) => {
    for (const row of rows.split(" ")) {
      const [key = "", value = ""] = row.split("=");
      tx.set(text(key), text(value));
    }
  });
}

export async function contentsOf(kv: Kv): Promise<string> {
  return shown(await kv.run("read all", (tx) => tx.range(ALL), { readOnly: true }));
}

export async function expectIssue(running: Promise<unknown>, issue: StorageIssue): Promise<void> {
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StorageError);
  assert.deepEqual(error instanceof StorageError && error.issue, issue);
}

const ROUNDS = 60;

/** Draws a whole number from 0 up to, but not including, `below`. */
export type Draw = (below: number) => number;

/** Runs `property` on numbers drawn with one seed, which the error of a failure names. */
export async function withSeed(
  { seed = Math.floor(SYSTEM_RANDOM.number() * 2 ** 32), rounds = ROUNDS }: RandomOptions,
  property: (draw: Draw, rounds: number) => Promise<void>,
): Promise<void> {
  const { number } = seededRandom(seed);
  try {
    await property((below) => Math.floor(number() * below), rounds);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`with the seed ${seed}: ${reason}`, { cause });
  }
}

export function pick<T>(draw: Draw, items: readonly T[]): T {
  // The index is below the length, and no list here is empty.
  return items[draw(items.length)] as T;
}

/** A promise, and the function that settles it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
