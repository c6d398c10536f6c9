import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Time": { upgrade: (seconds) => seconds * 1_000, downgrade: (ms) => Math.floor(ms / 1_000) },
};
