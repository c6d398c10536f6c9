export const cases = [
  { root: "Root", up: { item: { id: 1 }, items: [{ id: 2 }], same: { id: 3 } }, gives: { item: { id: 1 }, items: [{ id: 2 }], same: { id: 3 } } },
  { root: "Root", down: { item: { id: 1 }, items: [{ id: 2 }], same: { id: 3 } }, gives: { item: { id: 1 }, items: [{ id: 2 }], same: { id: 3 } } },
  { root: "Root", down: { item: { id: 1 }, items: [{ id: 256 }], same: { id: 3 } }, refused: { path: "Root.items[0].id", since: null, until: null, reason: "does not fit into u8" } },
];
