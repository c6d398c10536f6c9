export const cases = [
  { root: "Root", up: { tag: "Ping", val: { at: 5n } }, gives: { tag: "Ping", val: null } },
  { root: "Root", down: { tag: "Ping", val: null }, gives: { tag: "Ping", val: { at: 9n } } },
];
