export const cases = [
  { root: "Root", up: { name: "abc", size: 0 }, gives: { name: "abc" } },
  { root: "Root", up: { name: "abc", size: 1 }, refused: { path: "Root.size", since: null, until: 1 } },
  { root: "Root", down: { name: "abc" }, gives: { name: "abc", size: 0 } },
];
