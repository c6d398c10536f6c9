export const cases = [
  { root: "Root", up: { tag: "Pong", val: { at: 1n } }, same: true },
  { root: "Root", up: { tag: "Ping", val: { at: 1n } }, gives: { tag: "Ping", val: { at: 1n, note: null } } },
  { root: "Root", down: { tag: "Ping", val: { at: 1n, note: null } }, gives: { tag: "Ping", val: { at: 1n } } },
  { root: "Root", down: { tag: "Ping", val: { at: 1n, note: "" } }, refused: { path: "Root.Ping.note", since: 2, until: null } },
];
