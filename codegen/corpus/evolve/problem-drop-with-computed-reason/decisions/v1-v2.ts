import { defaultTo, drop } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.size": { upgrade: defaultTo(0), downgrade: drop(["v1", "counts"].join(" ")) },
};
