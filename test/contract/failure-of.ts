/** The error that work fails with, for tests of refusals. */

type ErrorType<Failure extends Error> = abstract new (...values: never[]) => Failure;

/** Any other end of the work fails the test, with the error that was thrown as the cause. */
export async function failureOf<Failure extends Error>(
  work: Promise<unknown>,
  type: ErrorType<Failure>,
): Promise<Failure> {
  let failure: unknown;
  try {
    await work;
  } catch (error) {
    failure = error;
  }
  if (failure instanceof type) return failure;
  const what = failure === undefined ? "nothing failed" : "something else failed";
  throw new Error(`expected a ${type.name}, but ${what}`, { cause: failure });
}
