export const cases = [
  { root: "Root", up: { tag: "Ping", val: { at: 1n } }, gives: { tag: "Ping", val: { at: 1n } } },
  { root: "Root", up: { tag: "Pong", val: { at: 1n } }, refused: { path: "Root.Pong", since: null, until: 1 } },
  { root: "Root", down: { tag: "Ping", val: { at: 1n } }, gives: { tag: "Ping", val: { at: 1n } } },
];
