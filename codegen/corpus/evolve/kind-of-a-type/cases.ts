export const cases = [
  { root: "Root", up: { body: { text: "x" }, state: "OPEN" }, gives: { body: { tag: "str", val: "x" }, state: "OPEN" } },
  { root: "Root", down: { body: { tag: "str", val: "x" }, state: "CLOSED" }, gives: { body: { text: "x" }, state: "CLOSED" } },
  { root: "Root", down: { body: { tag: "data", val: new Uint8Array(1) }, state: "?" }, gives: { body: { text: "1 bytes" }, state: "OPEN" } },
];
