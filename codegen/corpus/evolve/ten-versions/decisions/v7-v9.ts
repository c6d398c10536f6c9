import { sameAgain } from "@barewire/runtime/decisions";
import type { DecisionsV7V9 } from "../gen/v7-v9.js";

export const decisions: DecisionsV7V9 = {
  "Report.note": sameAgain("v8 was a mistake"),
};
