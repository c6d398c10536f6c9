export const cases = [
  { root: "Root", up: { tag: "Pong", val: { at: 1n } }, same: true },
  { root: "Root", down: { tag: "Pong", val: { at: 1n } }, gives: { tag: "Pong", val: { at: 1n } } },
];
