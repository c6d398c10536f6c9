import { byName, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.bytes": renamedFrom("size", { upgrade: (size) => Number(size > 255n ? 255n : size) }),
  "Thing": renamedFrom("Item", byName("as everywhere else")),
};
