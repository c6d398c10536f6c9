export const cases = [
  { root: "Root", up: { a: ["", ""], b: [""] }, refused: { path: "Root.b", since: null, until: null, reason: "has another type in v2" } },
  { root: "Root", down: { a: ["x", "y", "z"], b: ["b", "", "", ""] }, gives: { a: ["x", "y"], b: ["b"] } },
];
