export const cases = [
  { root: "Root", up: { name: "abc", size: 1 }, gives: { title: "abc", size: 1 } },
  { root: "Root", down: { title: "abc", size: 1 }, gives: { name: "abc", size: 1 } },
];
