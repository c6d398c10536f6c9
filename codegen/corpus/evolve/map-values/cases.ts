export const cases = [
  { root: "Root", up: { a: new Map([["x", 1]]), b: new Map([[1, { id: 1 }]]) }, gives: { a: new Map([["x", 1n]]), b: new Map([[1, { id: 1, note: null }]]) } },
  { root: "Root", down: { a: new Map([["x", 1n]]), b: new Map([[1, { id: 1, note: null }]]) }, gives: { a: new Map([["x", 1]]), b: new Map([[1, { id: 1 }]]) } },
  { root: "Root", down: { a: new Map([["x", 1n], ["y", 4294967296n]]), b: new Map() }, refused: { path: "Root.a[value 1]", since: null, until: null, reason: "does not fit into u32" } },
  { root: "Root", down: { a: new Map(), b: new Map([[1, { id: 1, note: null }], [2, { id: 2, note: "x" }]]) }, refused: { path: "Root.b[value 1].note", since: 2, until: null } },
];
