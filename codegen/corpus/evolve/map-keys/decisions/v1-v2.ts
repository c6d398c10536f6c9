import { substitute } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Code": { upgrade: (code) => code % 256 },
  "State.HALF": { upgrade: substitute(() => "OPEN") },
};
