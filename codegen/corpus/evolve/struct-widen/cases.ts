const WIDE = { a: 255, b: 65535, c: 4294967295n, d: -128, e: -1n, f: 18446744073709551615n, g: 255, h: 0.5, i: -1n, j: 0n };

export const cases = [
  { root: "Root", up: { a: 255, b: 65535, c: 4294967295, d: -128, e: -1, f: 18446744073709551615n, g: 255, h: 0.5, i: -1n, j: 0 }, gives: WIDE },
  { root: "Root", down: WIDE, gives: { a: 255, b: 65535, c: 4294967295, d: -128, e: -1, f: 18446744073709551615n, g: 255, h: 0.5, i: -1n, j: 0 } },
  { root: "Root", down: { ...WIDE, a: 256 }, refused: { path: "Root.a", since: null, until: null, reason: "does not fit into u8" } },
  { root: "Root", down: { ...WIDE, b: 65536 }, refused: { path: "Root.b", since: null, until: null, reason: "does not fit into u16" } },
  { root: "Root", down: { ...WIDE, c: 4294967296n }, refused: { path: "Root.c", since: null, until: null, reason: "does not fit into u32" } },
  { root: "Root", down: { ...WIDE, d: -129 }, refused: { path: "Root.d", since: null, until: null, reason: "does not fit into i8" } },
  { root: "Root", down: { ...WIDE, e: 2147483648n }, refused: { path: "Root.e", since: null, until: null, reason: "does not fit into i32" } },
  { root: "Root", down: { ...WIDE, g: -1 }, refused: { path: "Root.g", since: null, until: null, reason: "does not fit into u8" } },
  { root: "Root", down: { ...WIDE, h: 0.1 }, refused: { path: "Root.h", since: null, until: null, reason: "does not fit into f32" } },
  { root: "Root", down: { ...WIDE, j: 4294967296n }, refused: { path: "Root.j", since: null, until: null, reason: "does not fit into u32" } },
];
