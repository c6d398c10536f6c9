import { defaultTo, drop } from "@barewire/runtime/decisions";
import type { DecisionsV8V9 } from "../gen/v8-v9.js";

export const decisions: DecisionsV8V9 = {
  "Report.note": { upgrade: defaultTo(""), downgrade: drop("v8 has none") },
};
