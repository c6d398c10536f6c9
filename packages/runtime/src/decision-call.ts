/**
 * Calls a function of a decisions file. A person wrote it, so it may throw or return anything.
 *
 * A refusal becomes `not-representable`, and so does a result that has the right TypeScript type
 * but is out of the bounds of the target version, such as a number or a length: the target cannot
 * carry it. An exception, or a result of another type, is a mistake in the function:
 * `decision-failed`. Both are reported at the part that the decision is about.
 */

import { notRepresentable, STALE_DECISION, type Step } from "./conversion.js";
import { type DecisionPlace, placeDecision } from "./trace-conversion.js";
import { WireError } from "./wire-error.js";

type AnyFunction = (...args: never[]) => unknown;

/** The parameter and the result of the function that an entry of the decisions may be. */
type Given<Answer> = Parameters<Extract<Answer, AnyFunction>>[0];
type Made<Answer> = ReturnType<Extract<Answer, AnyFunction>>;

/** Returns why a value is not of a type of the target version, and where; null if it is. */
export type ResultCheck = (value: unknown) => {
  readonly path: string;
  readonly reason: string;
  /** Tells whether it has the TypeScript type, but is out of the bounds that no compiler checks. */
  readonly isOutOfBounds: boolean;
} | null;

/** One call: `path` is the part that the decision is about, in terms of the source version. */
export type DecisionCall = {
  readonly step: Step;
  readonly path: string;
  readonly check: ResultCheck;
};

/** Calls `answer` for the part that it is about. */
export function decide<Answer>(
  call: DecisionCall,
  answer: Answer,
  value: Given<Answer>,
): Made<Answer> {
  return callDecision(call, answer, value, null);
}

/** Calls `answer` with the whole struct, for a field that the source version lacks. */
export function decideNew<Answer>(
  call: DecisionCall,
  answer: Answer,
  value: Given<Answer>,
): Made<Answer> {
  return callDecision(call, answer, value, call.path);
}

/** `part` is the part of the decision where it is a member that `value` lacks. */
function callDecision<Answer>(
  { step, path, check }: DecisionCall,
  answer: Answer,
  value: Given<Answer>,
  part: string | null,
): Made<Answer> {
  if (!isFunction(answer)) throw new TypeError(STALE_DECISION);
  const place = placeDecision(value, path, part);
  const result = attemptDecision(step, path, place, () => answer(value));
  const misfit = check(result);
  if (misfit !== null) {
    place.failed();
    const fault = `${misfit.path}: ${misfit.reason}`;
    if (misfit.isOutOfBounds) {
      const refusal = notRepresentable(step, path, `v${step.to} cannot hold its ${fault}`);
      throw withCause(refusal, new RangeError(misfit.reason));
    }
    const reason = `returned what v${step.to} cannot hold: ${fault}`;
    throw decisionFailed(step, path, reason, new TypeError(misfit.reason));
  }
  place.made(result);
  // The check has just proved it.
  return result as Made<Answer>;
}

function attemptDecision(
  step: Step,
  path: string,
  place: DecisionPlace,
  run: () => unknown,
): unknown {
  try {
    return run();
  } catch (error) {
    place.failed();
    if (isRefusal(error)) throw notRepresentable(step, path, error.message);
    // A decision may call other converters, whose refusal is then its own.
    if (error instanceof WireError && error.issue.kind === "not-representable") {
      throw notRepresentable(step, path, error.issue.reason);
    }
    const name = error instanceof Error ? error.name : typeof error;
    throw decisionFailed(step, path, `threw ${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`, error);
  }
}

/** Each entry of the package may be bundled with a class of its own, so the name tells. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === "DecisionRefusal";
}

function isFunction<Answer>(answer: Answer): answer is Extract<Answer, AnyFunction> {
  return typeof answer === "function";
}

/** The versioned codec replaces the version and the path by those that the caller knows. */
function decisionFailed(step: Step, path: string, what: string, cause: unknown): WireError {
  const { protocol, from, to } = step;
  const reason = `the decision on ${path} from v${from} to v${to} ${what}`;
  const failure = new WireError(
    {
      kind: "decision-failed",
      protocol,
      version: to,
      root: path.split(".", 1)[0] ?? path,
      path,
      from,
      to,
      direction: to < from ? "downgrade" : "upgrade",
      reason,
    },
    `${path}: ${reason}`,
  );
  return withCause(failure, cause);
}

/** `error`, with the error that led to it. A parameter of `WireError` would be in every bundle. */
export function withCause(error: WireError, cause: unknown): WireError {
  return Object.defineProperty(error, "cause", { value: cause, writable: true });
}
