export const cases = [
  { root: "Root", up: { name: "abc", size: 1 }, gives: { path: "/", size: 1 } },
  { root: "Root", down: { path: "/", size: 1 }, gives: { name: "root", size: 1 } },
  { root: "Root", down: { path: "/x", size: 1 }, refused: { path: "Root.path", since: 2, until: null } },
];
