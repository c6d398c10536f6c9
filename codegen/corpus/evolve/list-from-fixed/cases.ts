export const cases = [
  { root: "Root", up: { a: ["", ""] }, same: true },
  { root: "Root", down: { a: ["", ""] }, gives: { a: ["", ""] } },
  { root: "Root", down: { a: [] }, refused: { path: "Root.a", since: null, until: null, reason: "v1 requires 2 items, got 0" } },
];
