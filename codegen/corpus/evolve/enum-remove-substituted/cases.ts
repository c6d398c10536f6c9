export const cases = [
  { root: "Root", up: { state: "HALF" }, gives: { state: "OPEN" } },
  { root: "Root", down: { state: "OPEN" }, gives: { state: "OPEN" } },
];
