export const cases = [
  { root: "Root", up: { state: "OPEN" }, same: true },
  { root: "Root", down: { state: "OPEN" }, gives: { state: "OPEN" } },
  { root: "Root", down: { state: "CLOSED" }, gives: { state: "CLOSED" } },
];
