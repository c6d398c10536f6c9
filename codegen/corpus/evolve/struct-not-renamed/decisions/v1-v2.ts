import { defaultTo, drop, dropIfDefault } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.name": { upgrade: drop("names were never shown"), downgrade: defaultTo("root") },
  "Root.path": { upgrade: defaultTo("/"), downgrade: dropIfDefault("/") },
};
