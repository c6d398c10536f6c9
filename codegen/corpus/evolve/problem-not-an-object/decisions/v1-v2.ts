import type { DecisionsV1V2 } from "../gen/v1-v2.js";

function make(): DecisionsV1V2 {
  return { "Root.size": { upgrade: () => 0 } };
}

export const decisions: DecisionsV1V2 = make();
