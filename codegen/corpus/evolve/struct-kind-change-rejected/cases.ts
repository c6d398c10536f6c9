export const cases = [
  { root: "Root", up: { inner: null }, gives: { inner: null } },
  { root: "Root", up: { inner: { code: 7 } }, refused: { path: "Root.inner.code", since: null, until: null, reason: "has another type in v2" } },
  { root: "Root", down: { inner: { code: "" } }, refused: { path: "Root.inner.code", since: null, until: null, reason: "has another type in v1" } },
];
