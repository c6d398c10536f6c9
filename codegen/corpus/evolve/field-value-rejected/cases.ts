export const cases = [
  { root: "R", up: { value: 1 }, refused: { path: "R", since: null, until: null } },
  { root: "R", down: { other: 1 }, refused: { path: "R", since: null, until: null } },
];
