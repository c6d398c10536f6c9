export const cases = [
  { root: "Root", up: { state: "CLOSED" }, refused: { path: "Root.state.CLOSED", since: null, until: 1 } },
  { root: "Root", up: { state: "OPEN" }, gives: { state: "OPEN" } },
  { root: "Root", down: { state: "LOST" }, gives: { state: "CLOSED" } },
];
