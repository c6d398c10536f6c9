import { renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV3V4 } from "../gen/v3-v4.js";

export const decisions: DecisionsV3V4 = {
  "Drawing": renamedFrom("Draw"),
  "Report.timeoutMs": renamedFrom("timeout"),
};
