/**
 * Tests which memory the frames are in that are joined from fragments.
 */

import { expect, test } from "vitest";
import { FrameBufferPool } from "./frame-buffer-pool.js";

const LARGE = 100_000;

/** Joins fragments of these sizes, each filled with its number. */
function check(frames: FrameBufferPool, sizes: readonly number[]): Uint8Array {
  const pieces = sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
  const frame = frames.join(pieces);
  expect(Buffer.concat(pieces).equals(frame)).toBe(true);
  return frame;
}

test("a frame is its pieces one after another, and nothing more", () => {
  const frames = new FrameBufferPool();
  for (const sizes of [[], [0], [1], [3, 0, 2], [65_535], [65_536], [65_532, 65_532, 7]]) {
    check(frames, sizes);
  }
});

test("a frame that was not given back keeps its memory", () => {
  const frames = new FrameBufferPool();
  const kept = check(frames, [LARGE]);
  for (const later of [check(frames, [LARGE]), check(frames, [LARGE])]) {
    expect(later.buffer).not.toBe(kept.buffer);
  }
});

test("memory that was given back holds one later frame, and nothing of the one before", () => {
  const frames = new FrameBufferPool();
  const done = check(frames, [200_000]);
  frames.release(done);
  const smaller = check(frames, [LARGE, 50]);
  expect(smaller.buffer).toBe(done.buffer);
  expect(smaller.length).toBe(LARGE + 50);
  expect(check(frames, [LARGE]).buffer).not.toBe(done.buffer);
});

test.each([
  ["of which there are many", [1_000], [1_000]],
  ["that are larger than what is spare", [LARGE], [2 * LARGE]],
  ["after one that was too large to be kept", [5_000_000], [5_000_000]],
])("fresh memory is taken for frames %s", (_what, before, after) => {
  const frames = new FrameBufferPool();
  const done = check(frames, before);
  frames.release(done);
  expect(check(frames, after).buffer).not.toBe(done.buffer);
});

test("the larger one of what was given back is spare", () => {
  const frames = new FrameBufferPool();
  const [large, small] = [check(frames, [3 * LARGE]), check(frames, [LARGE])];
  frames.release(large);
  frames.release(small);
  expect(check(frames, [LARGE]).buffer).toBe(large.buffer);
  expect(check(frames, [LARGE]).buffer).not.toBe(small.buffer);
});
