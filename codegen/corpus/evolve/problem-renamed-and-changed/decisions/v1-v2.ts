import { reject, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.bytes": renamedFrom("size"),
  "Thing": renamedFrom("Item"),
  "Thing.c": { upgrade: reject },
};
