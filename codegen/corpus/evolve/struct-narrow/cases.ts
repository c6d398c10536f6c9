export const cases = [
  { root: "Root", up: { a: 255, b: 255, c: 0.5 }, gives: { a: 255, b: 255, c: 0.5 } },
  { root: "Root", up: { a: 255, b: 256, c: 0.5 }, gives: { a: 255, b: 255, c: 0.5 } },
  { root: "Root", up: { a: 256, b: 0, c: 0 }, refused: { path: "Root.a", since: null, until: null, reason: "does not fit into u8" } },
  { root: "Root", up: { a: 0, b: 0, c: 0.1 }, refused: { path: "Root.c", since: null, until: null, reason: "does not fit into f32" } },
  { root: "Root", down: { a: 255, b: 255, c: 0.5 }, gives: { a: 255, b: 255, c: 0.5 } },
];
