export const cases = [
  { root: "Root", up: { name: "abc" }, refused: { path: "Root", since: null, until: null, reason: "v2 needs its size" } },
  { root: "Root", down: { name: "abc", size: 9 }, refused: { path: "Root.size", since: 2, until: null } },
];
