export const cases = [
  { root: "Root", up: { code: 7 }, gives: { code: "7" } },
  { root: "Root", down: { code: "7" }, gives: { code: 7 } },
];
