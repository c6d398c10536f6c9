export const cases = [
  { root: "Root", up: { a: ["", ""], b: new Uint8Array(2), c: [1, 2] }, gives: { a: ["", ""], b: new Uint8Array(2), c: [1, 2] } },
  { root: "Root", up: { a: [""], b: new Uint8Array(2), c: [1, 2] }, refused: { path: "Root.a", since: null, until: null, reason: "v2 requires 2 items, got 1" } },
  { root: "Root", up: { a: ["", ""], b: new Uint8Array(3), c: [1, 2] }, refused: { path: "Root.b", since: null, until: null, reason: "v2 requires 2 items, got 3" } },
  { root: "Root", up: { a: ["", ""], b: new Uint8Array(2), c: [] }, gives: { a: ["", ""], b: new Uint8Array(2), c: [0, 0] } },
  { root: "Root", down: { a: ["", ""], b: new Uint8Array(2), c: [1, 2] }, gives: { a: ["", ""], b: new Uint8Array(2), c: [1, 2] } },
  { root: "Root", down: { a: ["", ""], b: new Uint8Array(2), c: [1, 65536] }, refused: { path: "Root.c[1]", since: null, until: null, reason: "does not fit into u16" } },
];
