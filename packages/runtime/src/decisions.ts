/**
 * The decisions that a decisions file can make about the differences of two versions.
 *
 * The generator reads the file without executing it, and recognises a decision by the name of the
 * function that makes it. So a decision is written in place and not computed. A plain function is a
 * decision too: it takes the value of the source version and returns that of the target version.
 *
 * Every type, field, variant and value of an enum may be converted by a function in any step, also
 * where the two schemas are equal: a unit can change without its type. Its result is checked
 * against the type of the target version, and `refuse` refuses one value.
 */

import type { Omit, Reject } from "./policies.js";

export type { Converted, Decisions } from "./by-hand.js";
export type { Omit, Reject } from "./policies.js";

/** Rejects every value, or every value that the target cannot represent. */
export const reject: Reject = { policy: "reject" };

/** The value is dropped on purpose. */
export type Drop = { readonly policy: "drop"; readonly reason: string };

/** Drops the value. `reason` becomes a comment in the generated converter. */
export function drop(reason: string): Drop {
  return { policy: "drop", reason };
}

/** The value is dropped where `isDroppable` accepts it, and rejected elsewhere. */
export type DropIf<T> = {
  readonly policy: "drop-if";
  readonly isDroppable: (value: T) => boolean;
};

/** Drops a value that equals `value`, and rejects every other one. */
export function dropIfDefault<T extends number | bigint | string | boolean | null>(
  value: NoInfer<T>,
): DropIf<T> {
  return { policy: "drop-if", isDroppable: (found) => Object.is(found, value) };
}

/** Drops a value that `isDroppable` accepts, and rejects every other one. */
export function dropIf<T>(isDroppable: (value: T) => boolean): DropIf<T> {
  return { policy: "drop-if", isDroppable };
}

/**
 * Leaves out the items of a list, or the entries of a map, that the older version cannot represent.
 * `reason` stays in the decisions file; `EncodeOptions.onOmitted` is told how many there were.
 */
export function omit(reason: string): Omit {
  return { policy: "omit", reason };
}

/** Fills a member that the source version lacks with `value`. */
export function defaultTo<T>(value: T): () => T {
  return () => value;
}

/** Replaces a message, or a value of an enum, that the target version lacks. */
export function substitute<From, To>(replace: (value: From) => To): (value: From) => To {
  return replace;
}

/** Converts by hand between two types that have no automatic conversion. */
export function convert<From, To>(change: (value: From) => To): (value: From) => To {
  return change;
}

/** Thrown by `refuse`; the converter reports it as `not-representable`, with path and version. */
class DecisionRefusal extends Error {
  override readonly name = "DecisionRefusal";
}

/**
 * Refuses the value that a decision was given, from inside its function: the target version cannot
 * carry it. `reason` becomes that of the issue, so it must not contain the value.
 */
export function refuse(reason: string): never {
  throw new DecisionRefusal(reason);
}

/** The member or type that the older version calls `Name`, with the same meaning. */
export type RenamedFrom<Name extends string, Answers = WithoutDirections> = Answers & {
  readonly policy: "rename";
  readonly from: Name;
};

/** A decision for both directions at once; converters may still read one of them. */
type WithoutDirections = { readonly upgrade?: never; readonly downgrade?: never };

/** Declares a rename. `answers` are the decisions for what changed besides the name. */
export function renamedFrom<const Name extends string>(name: Name): RenamedFrom<Name>;
export function renamedFrom<const Name extends string, Answers extends object>(
  name: Name,
  answers: Answers,
): RenamedFrom<Name, Answers>;
export function renamedFrom(name: string, answers?: object): RenamedFrom<string, object> {
  return { policy: "rename", from: name, ...answers };
}

/** The order of the members has changed, and members of the same name mean the same. */
export type ByName = WithoutDirections & { readonly policy: "by-name"; readonly reason: string };

/** Declares that members match by name. */
export function byName(reason: string): ByName {
  return { policy: "by-name", reason };
}

/** A placeholder of the scaffold. No question accepts it, so it does not compile. */
export type Undecided = { readonly policy: "undecided"; readonly question: string };

/**
 * Leaves a question open. `answers` are proposals of the scaffold: to decide is to keep one of them
 * in place of the call.
 */
export function undecided(question: string, ..._answers: readonly unknown[]): Undecided {
  return { policy: "undecided", question };
}

/** A part that came back after a gap is what it was before; it is carried past the gap. */
export type SameAgain = { readonly policy: "same-again"; readonly reason: string };

/**
 * Declares that a part which versions between do not have is the same on both sides. A converter
 * within one process carries it; a peer that speaks a version between still loses it.
 */
export function sameAgain(reason: string): SameAgain {
  return { policy: "same-again", reason };
}

/** A part that came back after a gap has the name of the one before, and nothing else of it. */
export type Another = { readonly policy: "another"; readonly reason: string };

/** Declares that a part has only its name from one that an older version had. */
export function another(reason: string): Another {
  return { policy: "another", reason };
}
