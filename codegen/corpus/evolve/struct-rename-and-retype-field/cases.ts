export const cases = [
  { root: "Root", up: { size: 1 }, gives: { bytes: 1n } },
  { root: "Root", down: { bytes: 1n }, gives: { size: 1 } },
  { root: "Root", down: { bytes: 4294967296n }, refused: { path: "Root.bytes", since: null, until: null, reason: "does not fit into u32" } },
];
