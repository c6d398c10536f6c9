export const cases = [
  { root: "Root", up: { a: [{ id: 1 }], b: [2], c: [new Uint8Array([3])], d: ["4"], e: [5] }, gives: { a: [{ id: 1, note: null }], b: [2n], c: [[3]], d: ["4"], e: [5] } },
  { root: "Root", down: { a: [{ id: 1, note: null }], b: [2n], c: [[3]], d: ["4"], e: [5] }, gives: { a: [{ id: 1 }], b: [2], c: [new Uint8Array([3])], d: ["4"], e: [5] } },
  { root: "Root", down: { a: [{ id: 1, note: null }, { id: 2, note: "x" }], b: [], c: [], d: [], e: [] }, refused: { path: "Root.a[1].note", since: 2, until: null } },
  { root: "Root", down: { a: [], b: [2n, 65536n], c: [], d: [], e: [] }, refused: { path: "Root.b[1]", since: null, until: null, reason: "does not fit into u16" } },
  { root: "Root", down: { a: [], b: [], c: [[], [1, 2, 300]], d: [], e: [] }, refused: { path: "Root.c[1]", since: null, until: null, reason: "does not fit into u8" } },
  { root: "Root", down: { a: [], b: [], c: [], d: ["", null], e: [] }, refused: { path: "Root.d[1]", since: null, until: null, reason: "v1 requires a value" } },
];
