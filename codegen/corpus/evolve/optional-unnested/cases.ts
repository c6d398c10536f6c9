export const cases = [
  { root: "Root", up: { a: { some: 1 } }, gives: { a: 1 } },
  { root: "Root", up: { a: null }, gives: { a: null } },
  { root: "Root", up: { a: { some: null } }, refused: { path: "Root.a", since: null, until: null, reason: "v2 requires a value" } },
  { root: "Root", down: { a: 1 }, gives: { a: { some: 1 } } },
  { root: "Root", down: { a: null }, gives: { a: null } },
];
