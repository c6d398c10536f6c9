export const cases = [
  { root: "Root", up: { name: "abc" }, gives: { note: null, name: "abc" } },
  { root: "Root", down: { note: null, name: "abc" }, gives: { name: "abc" } },
  { root: "Root", down: { note: "x", name: "abc" }, refused: { path: "Root.note", since: 2, until: null } },
];
