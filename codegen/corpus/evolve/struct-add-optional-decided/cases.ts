export const cases = [
  { root: "Root", up: { name: "abc" }, gives: { name: "abc", note: "from abc" } },
  { root: "Root", down: { name: "abc", note: "x" }, gives: { name: "abc" } },
];
