export const cases = [
  { root: "Root", up: { a: 127, b: 1n }, gives: { a: 127, b: 1n } },
  { root: "Root", up: { a: 128, b: 1n }, refused: { path: "Root.a", since: null, until: null, reason: "does not fit into i8" } },
  { root: "Root", up: { a: 1, b: 9223372036854775808n }, gives: { a: 1, b: -9223372036854775808n } },
  { root: "Root", down: { a: -1, b: 1n }, refused: { path: "Root.a", since: null, until: null, reason: "does not fit into u8" } },
  { root: "Root", down: { a: 1, b: -1n }, gives: { a: 1, b: 18446744073709551615n } },
];
