export const cases = [
  {
    root: "Root",
    up: { at: 1, all: [2, 3], by: new Map([["a", 4]]), maybe: null },
    gives: { at: 1_000, all: [2_000, 3_000], by: new Map([["a", 4_000]]), maybe: null },
  },
  {
    root: "Root",
    down: { at: 1_999, all: [], by: new Map(), maybe: 5_000 },
    gives: { at: 1, all: [], by: new Map(), maybe: 5 },
  },
  {
    root: "Root",
    up: { at: 1, all: [2, 5_000_000], by: new Map(), maybe: null },
    refused: {
      path: "Root.all[1]",
      reason: "v2 cannot hold its Time: number is not an integer from 0 to 4294967295",
    },
  },
];
