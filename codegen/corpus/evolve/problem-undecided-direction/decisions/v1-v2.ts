import { drop, undecided } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.size": { upgrade: undecided("v1 has no Root.size: what does v2 get?"), downgrade: drop("v1 counts for itself") },
};
