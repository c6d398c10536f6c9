import { renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV3V4 } from "../gen/v3-v4.js";

export const decisions: DecisionsV3V4 = {
  "S": renamedFrom("R"),
  "S.items": {
    upgrade: (items) => new Map(items.map((item, index) => [index, item])),
    downgrade: (items) => [...items.values()],
  },
};
