export const cases = [
  { root: "Root", up: { size: 300n, thing: { a: 1, b: 2 } }, gives: { bytes: 255, thing: { a: 1, b: 2 } } },
  { root: "Root", down: { bytes: 255, thing: { a: 1, b: 2 } }, gives: { size: 255n, thing: { a: 1, b: 2 } } },
];
