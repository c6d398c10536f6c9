export const cases = [
  { root: "Root", up: { state: "CLOSED" }, same: true },
  { root: "Root", down: { state: "OPEN" }, gives: { state: "OPEN" } },
];
