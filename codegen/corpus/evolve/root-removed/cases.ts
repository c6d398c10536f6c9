export const cases = [
  { root: "ActorRecord", oldRoot: "Actor", up: { id: 1 }, same: true },
  { root: "ActorRecord", oldRoot: "Actor", down: { id: 1 }, gives: { id: 1 } },
];
