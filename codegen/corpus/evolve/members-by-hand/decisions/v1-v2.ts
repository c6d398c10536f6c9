import { dropIf, refuse } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Level.HIGH": { upgrade: () => "LOW" },
  "Note.size": {
    upgrade: ({ text }) => (text === "" ? refuse("an empty note has no size") : text.length),
    downgrade: dropIf((size) => size > 1),
  },
  "Root.Ping": { downgrade: () => ({ tag: "Note", val: { text: "ping" } }) },
};
