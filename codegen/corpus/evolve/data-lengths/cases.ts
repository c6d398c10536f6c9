export const cases = [
  { root: "Root", up: { a: new Uint8Array(2), b: new Uint8Array(2), c: new Uint8Array([1, 2]) }, gives: { a: new Uint8Array(2), b: new Uint8Array(2), c: new Uint8Array([1, 2, 0]) } },
  { root: "Root", up: { a: new Uint8Array(3), b: new Uint8Array(2), c: new Uint8Array(2) }, refused: { path: "Root.a", since: null, until: null, reason: "v2 requires 2 items, got 3" } },
  { root: "Root", down: { a: new Uint8Array(2), b: new Uint8Array(2), c: new Uint8Array([1, 2, 3]) }, gives: { a: new Uint8Array(2), b: new Uint8Array(2), c: new Uint8Array([1, 2]) } },
  { root: "Root", down: { a: new Uint8Array(2), b: new Uint8Array(0), c: new Uint8Array(3) }, refused: { path: "Root.b", since: null, until: null, reason: "v1 requires 2 items, got 0" } },
];
