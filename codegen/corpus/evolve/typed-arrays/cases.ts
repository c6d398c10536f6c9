export const numberLists = "typed-array";

export const cases = [
  { root: "Root", up: { a: new Uint16Array([1]), b: new Uint32Array([2]), c: new Uint8Array([3]), d: new BigUint64Array([4n]), e: new Float64Array([0.5, 1]), f: new Int16Array([6]), g: new Uint16Array([7]) }, gives: { a: new Uint32Array([1]), b: new Uint16Array([2]), c: new BigUint64Array([3n]), d: [4n], e: new Float32Array([0.5, 1]), f: ["6"], g: [7] } },
  { root: "Root", up: { a: new Uint16Array([1]), b: new Uint32Array([2, 65536]), c: new Uint8Array(), d: new BigUint64Array(), e: new Float64Array(2), f: new Int16Array(), g: new Uint16Array() }, refused: { path: "Root.b", since: null, until: null, reason: "does not fit into u16" } },
  { root: "Root", down: { a: new Uint32Array([1]), b: new Uint16Array([2]), c: new BigUint64Array([3n]), d: [4n], e: new Float32Array([0.5, 1]), f: ["6"], g: [7] }, gives: { a: new Uint16Array([1]), b: new Uint32Array([2]), c: new Uint8Array([3]), d: new BigUint64Array([4n]), e: new Float64Array([0.5, 1]), f: new Int16Array([6]), g: new Uint16Array([7]) } },
];
