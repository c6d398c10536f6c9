/**
 * `MaybePromise`: a value, or a promise of it. Code that mostly has its values at once is written
 * with these functions instead of `await`, because a promise for each costs more than the work; the
 * same code then waits where it has to.
 */

export type MaybePromise<Value> = Value | Promise<Value>;

/**
 * Applies `next` to a value: at once if the value is there, or else when its promise resolves. It
 * is not named `then`, because a module that exports `then` is taken for a promise where it is
 * imported.
 */
export function chain<Value, Next>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Next>,
): MaybePromise<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Calls `call` and hands what it throws, or rejects with, to `fail`. */
export function rescue<Value>(
  call: () => MaybePromise<Value>,
  fail: (error: unknown) => MaybePromise<Value>,
): MaybePromise<Value> {
  try {
    const result = call();
    return result instanceof Promise ? result.catch(fail) : result;
  } catch (error) {
    return fail(error);
  }
}

/**
 * Calls `step` until it returns false; a step begins when the one before is done. It loops while no
 * step has to wait, so that no stack builds up.
 */
export function repeatWhile(step: () => MaybePromise<boolean>): MaybePromise<void> {
  for (;;) {
    const goesOn = step();
    if (goesOn instanceof Promise) {
      return goesOn.then((isTrue) => (isTrue ? repeatWhile(step) : undefined));
    }
    if (!goesOn) return;
  }
}
