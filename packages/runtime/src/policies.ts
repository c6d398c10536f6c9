/** The answers that every conversion by hand may give in place of a function. */

/** A value that the target cannot represent is rejected with a `not-representable` issue. */
export type Reject = { readonly policy: "reject" };

/** Items of a list or entries of a map that the target cannot represent are left out. */
export type Omit = { readonly policy: "omit"; readonly reason: string };
