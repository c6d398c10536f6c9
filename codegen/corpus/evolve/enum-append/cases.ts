export const cases = [
  { root: "Root", up: { state: "CLOSED" }, same: true },
  { root: "Root", down: { state: "CLOSED" }, gives: { state: "CLOSED" } },
  { root: "Root", down: { state: "LOCKED" }, refused: { path: "Root.state.LOCKED", since: 2, until: null } },
];
