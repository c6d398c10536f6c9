import { omit } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Batch.events": { downgrade: omit("a v1 peer shows what it knows") },
  "Batch.by": { downgrade: omit("a v1 peer shows what it knows") },
  "Batch.maybe": { downgrade: omit("a v1 peer shows what it knows") },
};
