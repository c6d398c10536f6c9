import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Draw.at": { upgrade: (seconds) => seconds * 1_000n, downgrade: (ms) => ms / 1_000n },
};
