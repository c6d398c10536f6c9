import { defaultTo, dropIfDefault } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "Ping.tries": { upgrade: defaultTo(0), downgrade: dropIfDefault(0) },
};
