import { reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.a": { upgrade: reject, downgrade: reject },
  "Root.b": { upgrade: (b) => BigInt.asIntN(64, b), downgrade: (b) => BigInt.asUintN(64, b) },
};
