import { reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.b": { upgrade: reject },
  "Root.e": { upgrade: reject },
  "Root.f": {
    upgrade: (f) => [...f].map(String),
    downgrade: (f) => Int16Array.from(f, Number),
  },
};
