import { omit } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.nested": { downgrade: omit("a v1 peer shows what it knows") },
  "Root.lists": { downgrade: omit("a v1 peer shows what it knows") },
  "Root.fixed": { downgrade: omit("a v1 peer shows what it knows") },
};
