const newest = {
  draw: { at: 5_000n },
  person: { first: "Ada", last: "Lovelace" },
  peer: { addr: "h:1" },
  level: { tag: "High", val: null },
  codes: [1, 2],
  note: "n",
  entries: [
    { tag: "Drawing", val: { at: 7_000n } },
    { tag: "Person", val: { first: "A", last: "" } },
  ],
  timeoutMs: 9,
};
const oldest = {
  draw: { at: 5n },
  person: { name: "Ada Lovelace" },
  peer: { host: "h", port: 1 },
  level: "HIGH",
  codes: ["1", "2"],
  note: "n",
  entries: [
    { tag: "Draw", val: { at: 7n } },
    { tag: "Person", val: { name: "A" } },
  ],
  timeout: 9,
};
const { note: _, ...eighth } = newest;
const more = { ...newest, entries: [{ tag: "str", val: "new" }, ...newest.entries] };

export const cases = [
  { root: "Summary", oldRoot: "Report", up: oldest, gives: newest },
  { root: "Summary", oldRoot: "Report", down: newest, gives: oldest },
  { root: "Summary", oldRoot: "Report", down: more, gives: oldest },
  { root: "Summary", oldRoot: "Report", up: { ...oldest, codes: ["1", "x", "2"] }, gives: newest },
  { root: "Summary", oldRoot: "Report", version: 8, up: eighth, gives: { ...newest, note: "" } },
  { root: "Summary", oldRoot: "Report", version: 8, down: newest, gives: eighth },
  { root: "Summary", oldRoot: "Report", version: 9, down: more, gives: newest },
  {
    root: "Summary",
    oldRoot: "Report",
    down: { ...newest, peer: { addr: "nowhere" } },
    refused: { path: "Summary.peer", reason: "no port" },
  },
  {
    root: "Summary",
    oldRoot: "Report",
    version: 3,
    down: { ...newest, peer: { addr: "h:x" } },
    refused: { path: "Summary.peer" },
  },
];
