import { convert, defaultTo, dropIfDefault, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV4V5 } from "../gen/v4-v5.js";

export const decisions: DecisionsV4V5 = {
  "Say.body": renamedFrom("text"),
  "Say.urgent": { upgrade: defaultTo(false), downgrade: dropIfDefault(false) },
  "Failed.code": { upgrade: convert(String), downgrade: (code) => Number(code) & 0xffff },
};
