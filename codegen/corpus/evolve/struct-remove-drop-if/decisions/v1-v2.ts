import { dropIf } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.tags": {
    upgrade: dropIf((tags) => tags.every((tag) => tag === "")),
    downgrade: () => [],
  },
};
