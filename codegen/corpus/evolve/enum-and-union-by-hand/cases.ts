export const cases = [
  { root: "Root", up: { state: "OPEN", value: { tag: "u8", val: 1 } }, gives: { state: "ON", value: { tag: "u64", val: 1n } } },
  { root: "Root", down: { state: "OFF", value: { tag: "u64", val: 300n } }, gives: { state: "CLOSED", value: { tag: "str", val: "300" } } },
];
