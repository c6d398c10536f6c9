export const cases = [
  { root: "Root", up: { a: new Map([[1, "x"]]), b: new Map([[1, ""], [255, ""]]), c: new Map([["HALF", ""]]) }, gives: { a: new Map([[1n, "x"]]), b: new Map([[1, ""], [255, ""]]), c: new Map([["OPEN", ""]]) } },
  { root: "Root", up: { a: new Map(), b: new Map([[1, ""], [257, ""]]), c: new Map() }, refused: { path: "Root.b", since: null, until: null, reason: "two keys become equal in v2" } },
  { root: "Root", up: { a: new Map(), b: new Map(), c: new Map([["OPEN", ""], ["HALF", ""]]) }, refused: { path: "Root.c", since: null, until: null, reason: "two keys become equal in v2" } },
  { root: "Root", down: { a: new Map([[1n, "x"]]), b: new Map([[1, ""]]), c: new Map([["CLOSED", ""]]) }, gives: { a: new Map([[1, "x"]]), b: new Map([[1, ""]]), c: new Map([["CLOSED", ""]]) } },
  { root: "Root", down: { a: new Map([[1n, "x"], [4294967296n, "y"]]), b: new Map(), c: new Map() }, refused: { path: "Root.a[key 1]", since: null, until: null, reason: "does not fit into u32" } },
];
