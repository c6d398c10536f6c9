/** Memory of frames: what is used again, and what is not. */

import { expect, test } from "vitest";
import { FramePool } from "./frame-buffer-pool.js";

const MIB = 1_048_576;

test("a frame that was given back makes room for the next of its size class", () => {
  const pool = new FramePool();
  const first = pool.take(MIB + 100);
  expect([first.length, first.byteOffset]).toEqual([MIB + 100, 0]);
  pool.give(first);
  expect(pool.freeSize).toBe(2 * MIB);
  expect(pool.take(100_000).buffer).not.toBe(first.buffer);
  const second = pool.take(2 * MIB);
  expect(second.buffer).toBe(first.buffer);
  expect([second.length, pool.freeSize]).toEqual([2 * MIB, 0]);
});

test("frames that are out at the same time have memory of their own", () => {
  const pool = new FramePool();
  expect(pool.take(MIB).buffer).not.toBe(pool.take(MIB).buffer);
});

test("nothing is taken twice, and nothing that comes from elsewhere", () => {
  const pool = new FramePool();
  const frame = pool.take(MIB);
  pool.give(frame);
  pool.give(frame);
  pool.give(new Uint8Array(MIB));
  expect(pool.freeSize).toBe(MIB);
});

test.each([1, 1_000, 5 * MIB])("a frame of %i bytes is not worth it", (size) => {
  const pool = new FramePool();
  const frame = pool.take(size);
  expect([frame.length, frame.buffer.byteLength]).toEqual([size, size]);
  pool.give(frame);
  expect(pool.freeSize).toBe(0);
});

test("what waits is bounded", () => {
  const pool = new FramePool();
  const frames = Array.from({ length: 64 }, () => pool.take(MIB));
  for (const frame of frames) pool.give(frame);
  expect(pool.freeSize).toBe(16 * MIB);
});
