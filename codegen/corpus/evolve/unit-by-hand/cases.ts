const draw = (at: bigint) => ({ at, took: null });
const root = (...all: bigint[]) => ({ draws: all.map(draw), last: draw(0n) });

export const cases = [
  { root: "Root", up: root(1n, 2n), gives: root(1_000_000n, 2_000_000n) },
  { root: "Root", down: root(3_000_000n), gives: root(3n) },
  { root: "Root", down: root(0n, 5n), refused: { path: "Root.draws[1].at", reason: "is no whole second" } },
  // Twenty digits of seconds are no microseconds of 64 bits.
  { root: "Root", up: root(1n, 2n ** 63n), refused: { path: "Root.draws[1].at" } },
];
