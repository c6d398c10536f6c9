export const cases = [
  { root: "Root", up: { tag: "Pong", val: { at: 1n } }, gives: { tag: "Echo", val: { at: 1n } } },
  { root: "Root", down: { tag: "Echo", val: { at: 1n } }, gives: { tag: "Pong", val: { at: 1n } } },
];
