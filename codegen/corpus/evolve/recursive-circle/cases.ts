export const cases = [
  { root: "Root", up: { left: { right: { left: { right: null }, count: 1 } }, loop: { next: null } }, gives: { left: { right: { left: { right: null }, count: 1n } }, loop: { next: null } } },
  { root: "Root", down: { left: { right: { left: { right: null }, count: 1n } }, loop: { next: null } }, gives: { left: { right: { left: { right: null }, count: 1 } }, loop: { next: null } } },
  { root: "Root", down: { left: { right: { left: null, count: 4294967296n } }, loop: { next: null } }, refused: { path: "Root.left.right.count", since: null, until: null, reason: "does not fit into u32" } },
];
