export const cases = [
  { root: "Root", up: { tag: "Ping", val: { at: 1n } }, same: true },
  { root: "Root", down: { tag: "Ping", val: { at: 1n } }, gives: { tag: "Ping", val: { at: 1n } } },
];
