export const cases = [
  { root: "Root", up: { state: "CLOSED" }, gives: { state: "SHUT" } },
  { root: "Root", down: { state: "SHUT" }, gives: { state: "CLOSED" } },
  { root: "Root", down: { state: "OPEN" }, gives: { state: "OPEN" } },
];
