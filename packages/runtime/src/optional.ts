/** A present optional whose item may itself be absent: `{ some: null }` is not `null`. */
export interface Some<T> {
  // An interface, because a recursive type may refer to itself through it.
  readonly some: T;
}
