export const cases = [
  { root: "Root", down: { tag: "Bye", val: { at: 7n } }, gives: { tag: "Ping", val: { at: 7n } } },
];
