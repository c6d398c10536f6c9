export const cases = [
  { root: "Root", up: { tag: "Ping", val: null }, gives: { tag: "Ping", val: { at: 0n } } },
  { root: "Root", up: { tag: "str", val: "x" }, gives: { tag: "str", val: "x" } },
  { root: "Root", down: { tag: "Ping", val: { at: 5n } }, gives: { tag: "Ping", val: null } },
];
