const value = {
  constructor: new Map([["a", 1]]),
  toString: new Uint8Array(1),
  valueOf: null,
  hasOwnProperty: [],
  isPrototypeOf: new Uint8Array(2),
  value: 1,
  tag: "R",
  val: 1,
};

export const cases = [
  { root: "R", up: value, gives: value },
  { root: "R", down: value, gives: value },
  { root: "R", down: { ...value, val: 256 }, refused: { path: "R.val", since: null, until: null } },
  { root: "Wrapped", down: { some: 256 }, refused: { path: "Wrapped.some", since: null, until: null } },
];
