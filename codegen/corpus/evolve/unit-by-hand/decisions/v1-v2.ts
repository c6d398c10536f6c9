import { refuse } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Draw.at": {
    upgrade: (seconds) => seconds * 1_000_000n,
    downgrade: (micros) => {
      if (micros % 1_000_000n !== 0n) refuse("is no whole second");
      return micros / 1_000_000n;
    },
  },
};
