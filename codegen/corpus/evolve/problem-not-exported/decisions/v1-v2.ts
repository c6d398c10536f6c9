import type { DecisionsV1V2 } from "../gen/v1-v2.js";

const decisions: DecisionsV1V2 = {
  "Root.size": { upgrade: () => 0 },
};
