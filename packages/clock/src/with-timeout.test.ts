/** What ends a wait, and that nothing is left of it. */

import { expect, test } from "vitest";
import type { World } from "./clock.js";
import { Timer } from "./timer.js";
import { withTimeout } from "./with-timeout.js";

type Task = { readonly delayMs: number; readonly run: () => void };

/** A world in which nothing happens but by hand. */
function check(use: (world: World, tasks: Set<Task>) => void): void {
  const tasks = new Set<Task>();
  const schedule = (run: () => void, delayMs: number): (() => void) => {
    const task = { delayMs, run };
    tasks.add(task);
    return () => tasks.delete(task);
  };
  use({ now: () => 0, random: () => 0, schedule }, tasks);
  expect(tasks.size).toBe(0);
}

function runOnly(tasks: Set<Task>): void {
  const [task, ...others] = tasks;
  if (task === undefined || others.length > 0) throw new Error(`${tasks.size} tasks`);
  tasks.delete(task);
  task.run();
}

test("a wait ends with its time-out, and a signal after that changes nothing", () => {
  check((world, tasks) => {
    const ends: string[] = [];
    const { signal, abort } = aborting();
    withTimeout(world, { timeoutMs: 5, signal }, (kind) => ends.push(kind));
    expect([...tasks].map(({ delayMs }) => delayMs)).toEqual([5]);
    expect(ends).toEqual([]);
    runOnly(tasks);
    abort();
    expect(ends).toEqual(["timeout"]);
  });
});

test("a wait ends with its signal, and its time-out is forgotten", () => {
  check((world) => {
    const ends: string[] = [];
    const { signal, abort } = aborting();
    withTimeout(world, { timeoutMs: 5, signal }, (kind) => ends.push(kind));
    abort();
    expect(ends).toEqual(["aborted"]);
  });
});

test("a wait that is stopped does not end", () => {
  check((world) => {
    const ends: string[] = [];
    const { signal, abort } = aborting();
    withTimeout(world, { timeoutMs: 5, signal }, (kind) => ends.push(kind))();
    abort();
    expect(ends).toEqual([]);
  });
});

test("a timer runs one task at a time, and can be started from within it", () => {
  check((world, tasks) => {
    const done: string[] = [];
    const timer = new Timer(world);
    timer.start(1, () => done.push("forgotten"));
    timer.start(2, () => {
      done.push("first");
      timer.start(3, () => done.push("second"));
    });
    expect(timer.isRunning).toBe(true);
    runOnly(tasks);
    runOnly(tasks);
    expect(timer.isRunning).toBe(false);
    expect(done).toEqual(["first", "second"]);
    timer.start(4, () => done.push("stopped"));
    timer.stop();
    expect(timer.isRunning).toBe(false);
  });
});

function aborting(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
