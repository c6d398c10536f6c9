export const cases = [
  { root: "Root", up: { name: "abc", size: 1 }, same: true },
  { root: "Root", down: { size: 1, name: "abc" }, gives: { name: "abc", size: 1 } },
];
