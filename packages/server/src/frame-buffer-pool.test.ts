/** Memory of frames: what is used again, and what is not. */

import { expect, test } from "vitest";
import { FrameBufferPool } from "./frame-buffer-pool.js";

const MIB = 1_048_576;

test("a frame that was given back makes room for the next of its size class", () => {
  const pool = new FrameBufferPool();
  const first = pool.acquire(MIB + 100);
  expect([first.length, first.byteOffset]).toEqual([MIB + 100, 0]);
  pool.release(first);
  expect(pool.freeSize).toBe(2 * MIB);
  expect(pool.acquire(100_000).buffer).not.toBe(first.buffer);
  const second = pool.acquire(2 * MIB);
  expect(second.buffer).toBe(first.buffer);
  expect([second.length, pool.freeSize]).toEqual([2 * MIB, 0]);
});

test("frames that are out at the same time have memory of their own", () => {
  const pool = new FrameBufferPool();
  expect(pool.acquire(MIB).buffer).not.toBe(pool.acquire(MIB).buffer);
});

test("nothing is taken twice, and nothing that comes from elsewhere", () => {
  const pool = new FrameBufferPool();
  const frame = pool.acquire(MIB);
  pool.release(frame);
  pool.release(frame);
  pool.release(new Uint8Array(MIB));
  expect(pool.freeSize).toBe(MIB);
});

test.each([1, 1_000, 5 * MIB])("a frame of %i bytes is not worth it", (size) => {
  const pool = new FrameBufferPool();
  const frame = pool.acquire(size);
  expect([frame.length, frame.buffer.byteLength]).toEqual([size, size]);
  pool.release(frame);
  expect(pool.freeSize).toBe(0);
});

test("what waits is bounded", () => {
  const pool = new FrameBufferPool();
  const frames = Array.from({ length: 64 }, () => pool.acquire(MIB));
  for (const frame of frames) pool.release(frame);
  expect(pool.freeSize).toBe(16 * MIB);
});
