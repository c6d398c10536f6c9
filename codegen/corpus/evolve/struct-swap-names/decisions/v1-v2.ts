import { renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.to": renamedFrom("from"),
  "Root.from": renamedFrom("to"),
};
