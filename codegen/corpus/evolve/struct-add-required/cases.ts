export const cases = [
  { root: "Root", up: { name: "abc" }, gives: { name: "abc", size: 3 } },
  { root: "Root", down: { name: "abc", size: 9 }, gives: { name: "abc" } },
];
