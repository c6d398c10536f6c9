export const cases = [
  { root: "Root", up: { size: 1, sizes: [2], items: [{ id: 3 }], code: 4 }, gives: { size: 1n, sizes: [2n], items: [{ id: 3, note: null }], code: 4 } },
  { root: "Root", up: { size: 1, sizes: [2], items: [], code: 65536 }, gives: { size: 1n, sizes: [2n], items: [], code: 0 } },
  { root: "Root", down: { size: 1n, sizes: [2n], items: [{ id: 3, note: null }], code: 4 }, gives: { size: 1, sizes: [2], items: [{ id: 3 }], code: 4 } },
  { root: "Root", down: { size: 4294967296n, sizes: [], items: [], code: 4 }, refused: { path: "Root.size", since: null, until: null, reason: "does not fit into u32" } },
  { root: "Root", down: { size: 1n, sizes: [2n, 4294967296n], items: [], code: 4 }, refused: { path: "Root.sizes[1]", since: null, until: null, reason: "does not fit into u32" } },
  { root: "Root", down: { size: 1n, sizes: [], items: [{ id: 3, note: "x" }], code: 4 }, refused: { path: "Root.items[0].note", since: 2, until: null } },
];
