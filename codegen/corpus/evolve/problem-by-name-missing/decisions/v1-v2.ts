import { byName } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "State": byName("sorted by the alphabet"),
  "Root": { upgrade: ({ a, b, message: { tag, val } }) => ({ a, b, message: tag === "str" ? { tag, val } : { tag, val } }) },
};
