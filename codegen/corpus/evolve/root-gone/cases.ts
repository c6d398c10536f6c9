export const cases = [
  { root: "ActorRecord", version: 1, oldRoot: "Actor", up: { id: 1 }, refused: { path: "ActorRecord", since: 2, until: null } },
];
