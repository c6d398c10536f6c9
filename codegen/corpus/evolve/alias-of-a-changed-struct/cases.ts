export const cases = [
  { root: "Root", up: { item: { id: 1 }, items: [{ id: 2 }] }, gives: { item: { id: 1 }, items: [{ id: 2 }] } },
  { root: "Root", down: { item: { id: 1 }, items: [{ id: 2 }] }, gives: { item: { id: 1 }, items: [{ id: 2 }] } },
  { root: "Root", down: { item: { id: 1 }, items: [{ id: 256 }] }, refused: { path: "Root.items[0].id", since: null, until: null, reason: "does not fit into u8" } },
];
