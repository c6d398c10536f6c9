import { drop } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Ping": { upgrade: drop("nothing reads it"), downgrade: () => ({ at: 9n }) },
};
