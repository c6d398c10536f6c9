export const cases = [
  { root: "Path", up: { tag: "Version", val: { value: { map: { a: 1 } }, path: { c: [1], d: new Map([["x", 1]]), e: new Uint8Array([1]), f: { b: 1 } } } }, gives: { tag: "Version", val: { value: { map: { a: 1 } }, path: { c: [1n], d: new Map([["x", 1n]]), e: [1], f: { b: 1 } } } } },
  { root: "Path", down: { tag: "Version", val: { value: { map: { a: 256 } }, path: { c: [1n], d: new Map([["x", 1n]]), e: [1], f: { b: 1 } } } }, refused: { path: "Path.Version.value.map.a", since: null, until: null, reason: "does not fit into u8" } },
];
