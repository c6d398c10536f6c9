export const cases = [
  { root: "Welcome", oldRoot: "Hello", up: { id: 1 }, gives: { id: 1 } },
  { root: "Welcome", oldRoot: "Hello", down: { id: 1 }, gives: { id: 1 } },
  { root: "Welcome", oldRoot: "Hello", down: { id: 256 }, refused: { path: "Welcome.id", since: null, until: null, reason: "does not fit into u8" } },
];
