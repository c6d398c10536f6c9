export const cases = [
  { root: "Root", up: { a: 1, b: { id: 2 } }, gives: { a: { some: 1 }, b: { some: { id: 2 } } } },
  { root: "Root", up: { a: null, b: null }, gives: { a: null, b: null } },
  { root: "Root", down: { a: { some: 1 }, b: { some: { id: 2 } } }, gives: { a: 1, b: { id: 2 } } },
  { root: "Root", down: { a: null, b: null }, gives: { a: null, b: null } },
  { root: "Root", down: { a: { some: null }, b: null }, refused: { path: "Root.a", since: null, until: null, reason: "v1 requires a value" } },
];
