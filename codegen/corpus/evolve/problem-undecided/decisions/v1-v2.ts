import { defaultTo, drop, undecided } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.size": undecided("v1 has no Root.size: what does v2 get?"),
  "Root.color": { upgrade: defaultTo(0), downgrade: drop("v1 is black and white") },
};
