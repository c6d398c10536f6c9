import { reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.a": { upgrade: (a) => [...a, ""], downgrade: (a) => a.slice(0, 2) },
  "Root.b": { upgrade: reject, downgrade: (b) => b.slice(0, 1) },
};
