/**
 * Commits that identify themselves, so that a reader can tell them apart and check that they are
 * whole.
 */

import type { Kv } from "@barewire/sqlite-storage";

const ROW_COUNT = 30;
const HEAD = Uint8Array.of(1);

/** Writes the next number to the head and to each row. Rows have different sizes. */
export function commitNumber(kv: Kv): Promise<number> {
  return kv.run("commit number", async (tx) => {
    const number = numberOf(await tx.get(HEAD, { lock: true })) + 1;
    tx.set(HEAD, valueOfNumber(number, 4));
    tx.clearRange(Uint8Array.of(2), Uint8Array.of(3));
    for (let index = 0; index < ROW_COUNT; index += 1) {
      tx.set(Uint8Array.of(2, index), valueOfNumber(number, 4 + 700 * index));
    }
    return number;
  });
}

/** The number of the last commit. Throws if a part of it is missing, or is of another one. */
export async function readNumber(kv: Kv): Promise<number> {
  const { head, rows } = await kv.run(
    "read number",
    async (tx) => {
      const range = await tx.range({ start: Uint8Array.of(2), end: Uint8Array.of(3) });
      return { head: numberOf(await tx.get(HEAD)), rows: range.rows };
    },
    { readOnly: true },
  );
  const isWhole = rows.every(([key, value], index) => {
    return key[1] === index && value.length === 4 + 700 * index && numberOf(value) === head;
  });
  if (!isWhole || (head > 0 && rows.length !== ROW_COUNT)) {
    throw new Error(`commit ${head} is not whole: ${rows.map(([, value]) => numberOf(value))}`);
  }
  return head;
}

function valueOfNumber(number: number, size: number): Uint8Array {
  const value = Buffer.alloc(size, number & 0xff);
  value.writeUInt32BE(number);
  return value;
}

function numberOf(value: Uint8Array | undefined): number {
  return value === undefined ? 0 : Buffer.from(value).readUInt32BE();
}
