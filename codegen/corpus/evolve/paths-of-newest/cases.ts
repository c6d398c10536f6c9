const a = (ms: number, gone = "") => ({ tag: "A", val: { ms, gone } });
const up = (...ms: unknown[]) => ({ root: "S", oldRoot: "R", up: { ms } });
const b = (time: number) => ({ tag: "B", val: { time } });

export const cases = [
  { ...up(a(1), a(2)), gives: { items: new Map([[0, b(1)], [1, b(2)]]), rest: null } },
  // The newest version has a map where the part stood in a list, so its path ends there.
  { ...up(a(1), a(70_000)), refused: { path: "S.items", reason: "A.ms: does not fit into u16" } },
  { ...up(a(1, "x")), refused: { path: "S.items", reason: "v3 has no A.gone" } },
  { ...up({ tag: "Old", val: { x: 1 } }), refused: { path: "S.items", reason: "v3 has no M.Old" } },
];
