const kept = { a: 1, old: null, kinds: [], maybe: null };
const gone = { names: [], bytes: new Uint8Array(), ages: new Map() };
const reason = "has another type in v2";

export const cases = [
  { root: "Root", up: { ...kept, ...gone }, gives: kept },
  { root: "Root", down: kept, gives: { ...kept, ...gone } },
  { root: "Root", up: { ...kept, ...gone, old: [] }, gives: { ...kept, old: [] } },
  { root: "Root", up: { ...kept, ...gone, names: ["a"] }, refused: { path: "Root.names", until: 1 } },
  { root: "Root", up: { ...kept, ...gone, bytes: new Uint8Array(1) }, refused: { path: "Root.bytes", until: 1 } },
  { root: "Root", up: { ...kept, ...gone, ages: new Map([["a", 1]]) }, refused: { path: "Root.ages", until: 1 } },
  { root: "Root", up: { ...kept, ...gone, old: ["a"] }, refused: { path: "Root.old[0]", reason } },
  { root: "Root", up: { ...kept, ...gone, kinds: ["a"] }, refused: { path: "Root.kinds[0]", reason } },
  { root: "Root", up: { ...kept, ...gone, maybe: "a" }, refused: { path: "Root.maybe", reason } },
  {
    root: "Root",
    down: { ...kept, kinds: [true] },
    refused: { path: "Root.kinds[0]", reason: "has another type in v1" },
  },
];
