const y = (count: number) => ({ tag: "Y", val: { count } });
const kind = (val: string) => ({ tag: "Kind", val });
const root = (parts: object) => ({ value: y(5), all: [], m: new Map(), o: null, ...parts });

export const cases = [
  { root: "R", down: root({}), gives: { u: { tag: "X", val: { n: 4 } }, l: [], m: new Map(), o: null } },
  { root: "R", down: root({ value: y(0) }), refused: { path: "R.value.Y", reason: "zero" } },
  { root: "R", down: root({ all: [y(1), y(0)] }), refused: { path: "R.all[1].Y", reason: "zero" } },
  { root: "R", down: root({ all: [kind("B")] }), refused: { path: "R.all[0].Kind.B", reason: "no B" } },
  { root: "R", down: root({ m: new Map([["a", "A"], ["b", "B"]]) }), refused: { path: "R.m[value 1].B" } },
  { root: "R", down: root({ o: { count: 9 } }), refused: { kind: "decision-failed", path: "R.o" } },
  { root: "R", down: root({ o: { count: 0 } }), refused: { path: "R.o" } },
];
