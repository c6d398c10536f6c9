export const cases = [
  { root: "Root", up: { state: "CLOSED" }, gives: { state: "CLOSED" } },
  { root: "Root", up: { state: "HALF" }, refused: { path: "Root.state.HALF", since: null, until: 1 } },
  { root: "Root", down: { state: "CLOSED" }, gives: { state: "CLOSED" } },
];
