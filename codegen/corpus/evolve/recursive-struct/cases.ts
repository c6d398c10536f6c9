export const cases = [
  { root: "Root", up: { tree: { name: "a", children: [{ name: "b", children: [] }] } }, gives: { tree: { name: "a", children: [{ name: "b", children: [], note: null }], note: null } } },
  { root: "Root", down: { tree: { name: "a", children: [{ name: "b", children: [], note: null }], note: null } }, gives: { tree: { name: "a", children: [{ name: "b", children: [] }] } } },
  { root: "Root", down: { tree: { name: "a", children: [{ name: "b", children: [], note: null }, { name: "b", children: [], note: "x" }], note: null } }, refused: { path: "Root.tree.children[1].note", since: 2, until: null } },
];
