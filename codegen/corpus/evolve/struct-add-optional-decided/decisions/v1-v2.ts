import { drop } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.note": { upgrade: ({ name }) => `from ${name}`, downgrade: drop("notes are for people") },
};
