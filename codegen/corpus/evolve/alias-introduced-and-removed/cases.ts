export const cases = [
  { root: "Root", up: { name: "x", size: 1 }, same: true },
  { root: "Root", down: { name: "x", size: 1 }, gives: { name: "x", size: 1 } },
];
