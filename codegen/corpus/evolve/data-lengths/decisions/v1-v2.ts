import { reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.a": { upgrade: reject },
  "Root.c": {
    upgrade: (c) => new Uint8Array([...c, 0]),
    downgrade: (c) => c.subarray(0, 2),
  },
};
