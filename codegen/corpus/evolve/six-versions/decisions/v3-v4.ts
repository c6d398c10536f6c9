import { defaultTo, drop, substitute } from "@barewire/runtime/decisions";
import type { DecisionsV3V4 } from "../gen/v3-v4.js";

export const decisions: DecisionsV3V4 = {
  "Status.AWAY": { upgrade: substitute(() => "BUSY") },
  "Leave": { upgrade: defaultTo({ why: "" }), downgrade: drop("nobody is told why before v4") },
  "ToClient.Members": { downgrade: substitute(() => ({ tag: "Failed", val: { code: 0 } })) },
};
