/**
 * Tests that a synchronous result is used at once and a promise is awaited, with the same outcome.
 */

import { expect, test } from "vitest";
import { chain, type MaybePromise, repeatWhile, rescue } from "./maybe-promise.js";

const PLANTED = new Error("planted");

/** Both ways in which a call may succeed or fail. */
const WAYS = [
  ["at once", <Value>(call: () => Value): MaybePromise<Value> => call()],
  ["later", async <Value>(call: () => Value): Promise<Value> => call()],
] as const;

function fail(): never {
  throw PLANTED;
}

test.each(WAYS)("a chain goes on with a value that comes %s", async (when, come) => {
  const chained = chain(
    come(() => 2),
    (value) => value + 1,
  );
  expect(chained instanceof Promise).toBe(when === "later");
  expect(await chained).toBe(3);
});

test.each(WAYS)("a failure %s is rescued, and a success is not", async (when, come) => {
  const rescued = rescue(
    () => come(fail),
    (error) => error,
  );
  expect(rescued instanceof Promise).toBe(when === "later");
  expect(await rescued).toBe(PLANTED);
  expect(
    await rescue(
      () => come(() => 1),
      () => 2,
    ),
  ).toBe(1);
});

test("steps that come at once and later run in order, until one returns false", async () => {
  const events: string[] = [];
  let step = 0;
  const done = repeatWhile(() => {
    const number = step++;
    events.push(`begin ${number}`);
    const end = (): boolean => {
      events.push(`end ${number}`);
      return number < 3;
    };
    return number % 2 === 0 ? end() : Promise.resolve().then(end);
  });
  expect(events).toEqual(["begin 0", "end 0", "begin 1"]);
  await done;
  const order = [0, 1, 2, 3].flatMap((number) => [`begin ${number}`, `end ${number}`]);
  expect(events).toEqual(order);
});

test.each(WAYS)("a step that fails %s ends the repetition", async (_when, come) => {
  let steps = 0;
  const done = rescue(
    () =>
      repeatWhile(() => {
        steps += 1;
        return steps < 3 ? true : come(fail);
      }),
    (error) => expect(error).toBe(PLANTED),
  );
  await done;
  expect(steps).toBe(3);
});

test("many steps need no stack", async () => {
  for (const [, come] of WAYS) {
    let steps = 0;
    await repeatWhile(() => {
      steps += 1;
      return come(() => steps < 100_000);
    });
    expect(steps).toBe(100_000);
  }
});
