import { reject, substitute } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "State.HALF": { upgrade: substitute(() => "OPEN"), downgrade: reject },
};
