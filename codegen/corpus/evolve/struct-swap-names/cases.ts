export const cases = [
  { root: "Root", up: { from: 1, to: 2 }, gives: { to: 1, from: 2 } },
  { root: "Root", down: { to: 1, from: 2 }, gives: { from: 1, to: 2 } },
];
