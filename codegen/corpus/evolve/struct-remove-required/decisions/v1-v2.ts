import { defaultTo, dropIfDefault } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.size": { upgrade: dropIfDefault(0), downgrade: defaultTo(0) },
};
