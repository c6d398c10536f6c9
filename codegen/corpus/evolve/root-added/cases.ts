export const cases = [
  { root: "Root", up: { id: 1 }, same: true },
  { root: "Extra", oldRoot: "Root", up: { id: 1 }, refused: { path: "Extra", since: 2, until: null, reason: "exists since v2" } },
  { root: "Extra", oldRoot: "Root", down: { id: 1 }, refused: { path: "Extra", since: 2, until: null, reason: "exists since v2" } },
];
