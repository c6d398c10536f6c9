import { defaultTo, dropIfDefault, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "B": renamedFrom("A"),
  "B.time": renamedFrom("ms"),
  "B.gone": { upgrade: dropIfDefault(""), downgrade: defaultTo("") },
  "R.items": renamedFrom("ms"),
};
