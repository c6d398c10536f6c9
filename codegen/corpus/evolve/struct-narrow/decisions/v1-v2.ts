import { reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.a": { upgrade: reject },
  "Root.b": { upgrade: (b) => Math.min(b, 255) },
  "Root.c": { upgrade: reject },
};
