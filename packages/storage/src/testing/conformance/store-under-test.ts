/** A store that the conformance suite is run on, and the small words that its tests are made of. */

import { format } from "node:util";
import { expect } from "vitest";
import type { Kv, KvRow, KvRows } from "../../kv/kv.js";
import { StorageError, type StorageIssue } from "../../storage-error.js";

export type StoreUnderTest = {
  /** A new and empty store. */
  open(): Promise<OpenStore>;
  /** Ends whatever the tests have started. */
  end(): Promise<void>;
};

export type OpenStore = {
  readonly kv: Kv;
  /** Another `Kv` on what this one stores, as another process has one. */
  again(): Promise<Kv>;
};

/** One thing that a store has to do, on a new one that is closed afterwards. */
export type ConformanceTest = (kv: Kv, store: OpenStore) => Promise<void>;

/** By what they state. */
export type ConformanceTests = Readonly<Record<string, ConformanceTest>>;

/** One test for each of `values`, which `name` is formatted with. */
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

/** Text as a key or a value. */
export function text(characters: string): Uint8Array {
  return new TextEncoder().encode(characters);
}

/** `a=1 b=2`: rows of text. */
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

/** Everything that is made of text. */
export const ALL: { readonly start: Uint8Array; readonly end: Uint8Array } = {
  start: bytes(),
  end: bytes(0xff),
};

/** Writes `a=1 b=2`, in one transaction. */
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
  expect(error).toBeInstanceOf(StorageError);
  expect(error instanceof StorageError && error.issue).toEqual(issue);
}

/** A promise, and the function that settles it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
