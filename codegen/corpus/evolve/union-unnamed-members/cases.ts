export const cases = [
  { root: "Root", up: { tag: "u8", val: 3 }, gives: { tag: "u16", val: 3 } },
  { root: "Root", up: { tag: "list<str>", val: ["a"] }, gives: { tag: "list<str>", val: ["a"] } },
  { root: "Root", down: { tag: "u16", val: 3 }, gives: { tag: "u8", val: 3 } },
  { root: "Root", down: { tag: "u16", val: 300 }, gives: { tag: "list<str>", val: ["300"] } },
  { root: "Root", down: { tag: "optional<u8>", val: null }, refused: { path: "Root.optional<u8>", since: 2, until: null } },
];
