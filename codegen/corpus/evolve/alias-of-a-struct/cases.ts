export const cases = [
  { root: "Root", up: { item: { id: 1 }, other: { id: 2 } }, gives: { item: { id: 1, note: null }, other: { id: 2 }, thing: null } },
  { root: "Root", down: { item: { id: 1, note: null }, other: { id: 2 }, thing: null }, gives: { item: { id: 1 }, other: { id: 2 } } },
  { root: "Root", down: { item: { id: 1, note: null }, other: { id: 65536 }, thing: null }, refused: { path: "Root.other.id", since: null, until: null, reason: "does not fit into u16" } },
];
