/**
 * The answers that a decisions file gives to what the difference of two versions leaves open.
 *
 * The generator reads the file without running it and knows an answer by the name of the function
 * that makes it; so an answer is written in place, not computed. A plain function is an answer too:
 * it gets what the source version has and returns what the target version needs.
 */

/** The value cannot be carried: it is refused with a `not-representable` issue. */
export type Reject = { readonly policy: "reject" };

export const reject: Reject = { policy: "reject" };

/** The value is left out on purpose. */
export type Drop = { readonly policy: "drop"; readonly reason: string };

/** `reason` is for the people who will ask why nobody got the value. */
export function drop(reason: string): Drop {
  return { policy: "drop", reason };
}

/** The value is left out where it says nothing, and refused where it does. */
export type DropIf<T> = {
  readonly policy: "drop-if";
  readonly isDroppable: (value: T) => boolean;
};

/** Leaves out what equals `value`: a number, a string, a boolean or null. */
export function dropIfDefault<T extends number | bigint | string | boolean | null>(
  value: NoInfer<T>,
): DropIf<T> {
  return { policy: "drop-if", isDroppable: (found) => Object.is(found, value) };
}

/** Leaves out what `isDroppable` accepts. */
export function dropIf<T>(isDroppable: (value: T) => boolean): DropIf<T> {
  return { policy: "drop-if", isDroppable };
}

/** Gives `value` to whatever lacks it. */
export function defaultTo<T>(value: T): () => T {
  return () => value;
}

/** Sends another message, or another value of the enum, in place of one that the target lacks. */
export function substitute<From, To>(replace: (value: From) => To): (value: From) => To {
  return replace;
}

/** Converts by hand where the kinds of the two types differ. */
export function convert<From, To>(change: (value: From) => To): (value: From) => To {
  return change;
}

/** What the older version calls `name`, under another name and with the same meaning. */
export type RenamedFrom<Name extends string, Answers = WithoutDirections> = Answers & {
  readonly policy: "rename";
  readonly from: Name;
};

/** Stands for both directions; converters may ask it for one all the same. */
type WithoutDirections = { readonly upgrade?: never; readonly downgrade?: never };

/** `answers` is for what has not only been renamed. */
export function renamedFrom<const Name extends string>(name: Name): RenamedFrom<Name>;
export function renamedFrom<const Name extends string, Answers extends object>(
  name: Name,
  answers: Answers,
): RenamedFrom<Name, Answers>;
export function renamedFrom(name: string, answers?: object): RenamedFrom<string, object> {
  return { policy: "rename", from: name, ...answers };
}

/** The members have changed places; those of the same name mean the same. */
export type ByName = WithoutDirections & { readonly policy: "by-name"; readonly reason: string };

export function byName(reason: string): ByName {
  return { policy: "by-name", reason };
}

/** Stands where nobody has answered yet. No question accepts it, so it does not compile. */
export type Undecided = { readonly policy: "undecided"; readonly question: string };

export function undecided(question: string): Undecided {
  return { policy: "undecided", question };
}
