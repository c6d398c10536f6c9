export const cases = [
  { root: "Root", up: { name: "abc", note: null }, gives: { name: "abc" } },
  { root: "Root", up: { name: "abc", note: "x" }, refused: { path: "Root.note", since: null, until: 1 } },
  { root: "Root", down: { name: "abc" }, gives: { name: "abc", note: null } },
];
