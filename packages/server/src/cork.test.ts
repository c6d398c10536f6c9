/** Corked frames leave together, and wait for no frame of a later turn. */

import { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { corkSmallFrames } from "./cork.js";

/** Notes how many frames each write to the system had. */
class Batches extends Writable {
  readonly sizes: number[] = [];

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    this.sizes.push(1);
    done();
  }

  override _writev(chunks: readonly unknown[], done: () => void): void {
    this.sizes.push(chunks.length);
    done();
  }
}

function check(frameSizes: readonly number[]) {
  const stream = new Batches();
  const together = corkSmallFrames(stream);
  for (const size of frameSizes) together(size, () => stream.write(new Uint8Array(size)));
  return stream;
}

test("small frames of a turn leave at its end, all at once", async () => {
  const stream = check([100, 200, 300]);
  expect(stream.sizes).toEqual([]);
  await turn();
  expect(stream.sizes).toEqual([3]);
});

test("what is enough does not wait for more", async () => {
  const stream = check([10_000, 10_000, 50]);
  expect(stream.sizes).toEqual([2]);
  await turn();
  expect(stream.sizes).toEqual([2, 1]);
});

test("a large frame leaves at once", () => {
  expect(check([1_000_000]).sizes).toEqual([1]);
});

test("the next turn begins anew", async () => {
  const stream = new Batches();
  const together = corkSmallFrames(stream);
  for (let round = 0; round < 3; round++) {
    together(10, () => stream.write(new Uint8Array(10)));
    await turn();
  }
  expect(stream.sizes).toEqual([1, 1, 1]);
});
