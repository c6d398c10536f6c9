export const cases = [
  { root: "Root", up: { a: 1, b: { id: 2 }, c: new Uint8Array([3]) }, same: true },
  { root: "Root", down: { a: 1, b: { id: 2 }, c: new Uint8Array([3]) }, gives: { a: 1, b: { id: 2 }, c: new Uint8Array([3]) } },
  { root: "Root", down: { a: null, b: null, c: null }, refused: { path: "Root.a", since: null, until: null, reason: "v1 requires a value" } },
  { root: "Root", down: { a: 1, b: null, c: null }, refused: { path: "Root.b", since: null, until: null, reason: "v1 requires a value" } },
];
