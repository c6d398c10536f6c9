import { byName } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "State": byName("LOCKED was put between on purpose; peers go by the version"),
};
