import { drop, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.size": renamedFrom("length"),
  "Root.name": renamedFrom("title"),
  "Thing": renamedFrom("Item"),
  "Gone": renamedFrom("Item"),
  "Root.thing": { upgrade: ({ item }) => item, downgrade: drop("v1 has the item") },
};
