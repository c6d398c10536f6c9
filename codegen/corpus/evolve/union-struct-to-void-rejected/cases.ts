export const cases = [
  { root: "Root", up: { tag: "Ping", val: { at: 5n } }, refused: { path: "Root.Ping", since: null, until: null, reason: "has another type in v2" } },
  { root: "Root", down: { tag: "Ping", val: null }, refused: { path: "Root.Ping", since: null, until: null, reason: "has another type in v1" } },
  { root: "Root", down: { tag: "str", val: "" }, gives: { tag: "str", val: "" } },
];
