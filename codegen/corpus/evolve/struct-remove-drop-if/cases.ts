export const cases = [
  { root: "Root", up: { tags: ["", ""], name: "abc" }, gives: { name: "abc" } },
  { root: "Root", up: { tags: ["x"], name: "abc" }, refused: { path: "Root.tags", since: null, until: 1 } },
  { root: "Root", down: { name: "abc" }, gives: { tags: [], name: "abc" } },
];
