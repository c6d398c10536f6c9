export const cases = [
  { root: "Root", up: { from: 1, to: 2 }, same: true },
  { root: "Root", down: { to: 2, from: 1 }, gives: { from: 1, to: 2 } },
];
