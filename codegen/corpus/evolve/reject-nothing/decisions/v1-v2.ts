import { defaultTo, reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.names": { upgrade: reject, downgrade: defaultTo([]) },
  "Root.bytes": { upgrade: reject, downgrade: () => new Uint8Array() },
  "Root.ages": { upgrade: reject, downgrade: () => new Map() },
  "Root.old": { upgrade: reject, downgrade: reject },
  "Root.kinds": { upgrade: reject, downgrade: reject },
  "Root.maybe": { upgrade: reject, downgrade: reject },
};
