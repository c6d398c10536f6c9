export const cases = [
  { root: "Root", up: { people: [{ name: "Ada Lovelace" }] }, gives: { people: [{ first: "Ada", last: "Lovelace" }] } },
  { root: "Root", down: { people: [{ first: "Ada", last: "Lovelace" }] }, gives: { people: [{ name: "Ada Lovelace" }] } },
];
