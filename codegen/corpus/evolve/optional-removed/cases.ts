export const cases = [
  { root: "Root", up: { a: null, b: { id: 2 } }, gives: { a: 0, b: { id: 2 } } },
  { root: "Root", up: { a: 1, b: null }, refused: { path: "Root.b", since: null, until: null, reason: "v2 requires a value" } },
  { root: "Root", down: { a: 1, b: { id: 2 } }, gives: { a: 1, b: { id: 2 } } },
  { root: "Root", down: { a: 1, b: { id: 256 } }, refused: { path: "Root.b.id", since: null, until: null, reason: "does not fit into u8" } },
];
