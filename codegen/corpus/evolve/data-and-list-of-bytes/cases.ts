export const cases = [
  { root: "Root", up: { a: new Uint8Array(2), b: new Uint8Array(2), c: null }, same: true },
  { root: "Root", down: { a: new Uint8Array(2), b: new Uint8Array(2), c: null }, gives: { a: new Uint8Array(2), b: new Uint8Array(2), c: null } },
];
