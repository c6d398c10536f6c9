export const cases = [
  { root: "Root", up: { spans: [{ from: 2, to: 5 }] }, gives: { spans: [{ from: 2, length: 3n }] } },
  { root: "Root", down: { spans: [{ from: 2, length: 3n }] }, refused: { path: "Root.spans[0]", since: null, until: null, reason: "has another type in v1" } },
];
