/**
 * Tests the access log of a worker: the order in which the host sees accesses, and when it is
 * notified.
 */

import { expect, test } from "vitest";
import {
  type ControlBlock,
  controlBlock,
  createControlMemory,
  drainAccesses,
  recordAccess,
  setNotifyThreshold,
} from "./control-block.js";

function create(): ControlBlock {
  return controlBlock(createControlMemory());
}

/** Notes pages from `first` on; returns after which of them the host is told, counted from 1. */
function check(control: ControlBlock, first: number, count: number): readonly number[] {
  const told: number[] = [];
  for (let place = 1; place <= count; place++) {
    if (recordAccess(control, first + place - 1)) told.push(place);
  }
  return told;
}

function take(control: ControlBlock): readonly number[] {
  const taken: number[] = [];
  drainAccesses(control, (pgno) => taken.push(pgno));
  return taken;
}

test("the host sees pages once each, in order, the largest number included", () => {
  const control = create();
  for (const pgno of [7, 3, 7, 2 ** 32 - 1]) recordAccess(control, pgno);
  expect(take(control)).toEqual([7, 3, 7, 2 ** 32 - 1]);
  expect(take(control)).toEqual([]);
});

test("it is told after 32 that it has not seen, until it says otherwise", () => {
  const control = create();
  expect(check(control, 1, 70)).toEqual([32, 64]);
  take(control);
  expect(check(control, 1, 31)).toEqual([]);
  setNotifyThreshold(control, 128);
  expect(check(control, 1, 100)).toEqual([97]);
  setNotifyThreshold(control, 32);
  // 131 have not been seen: the next multiple is 160.
  expect(check(control, 1, 60)).toEqual([29]);
});

test("what does not fit is neither noted nor told, and nothing before it is lost", () => {
  const control = create();
  expect(check(control, 1, 3_000).at(-1)).toBe(2_048);
  expect(take(control)).toEqual(Array.from({ length: 2_048 }, (_, index) => index + 1));
  recordAccess(control, 9);
  expect(take(control)).toEqual([9]);
});
