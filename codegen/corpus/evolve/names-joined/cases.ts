export const cases = [
  { root: "Foo", up: { a: 1 }, gives: { a: 1 } },
  { root: "EmbeddedFoo", down: { b: 1 }, gives: { b: 1 } },
  { root: "EmbeddedEmbeddedFoo", down: { c: 1 }, gives: { c: 1 } },
  { root: "Msg", down: { tag: "MsgAt", val: { d: 1 } }, gives: { tag: "MsgAt", val: { d: 1 } } },
  { root: "Msg", down: { tag: "MsgNew", val: null }, refused: { path: "Msg.MsgNew", since: 2, until: null } },
  { root: "Tree", down: { next: { next: null } }, gives: { next: { next: null } } },
  { root: "TreeUnguarded", down: { next: { next: null } }, gives: { next: { next: null } } },
];
