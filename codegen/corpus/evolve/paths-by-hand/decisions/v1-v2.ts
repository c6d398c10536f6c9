import { refuse } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "U.X": {
    upgrade: ({ n }) => ({ tag: "X", val: { n: n + 1 } }),
    downgrade: ({ n }) => (n === 0 ? refuse("zero") : { tag: "X", val: { n: n - 1 } }),
  },
  "E.B": { downgrade: () => refuse("no B") },
  "X": {
    upgrade: ({ n }) => ({ n: n + 1 }),
    downgrade: ({ n }) => {
      if (n === 9) throw new TypeError("a secret");
      return { n: n - 1 };
    },
  },
};
