import { defaultTo, reject } from "@barewire/runtime/decisions";
import type { DecisionsV7V8 } from "../gen/v7-v8.js";

export const decisions: DecisionsV7V8 = {
  "Report.note": { upgrade: reject, downgrade: defaultTo("") },
};
