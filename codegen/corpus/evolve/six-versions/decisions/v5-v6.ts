import { byName } from "@barewire/runtime/decisions";
import type { DecisionsV5V6 } from "../gen/v5-v6.js";

export const decisions: DecisionsV5V6 = {
  "Join": byName("what is of fixed width stands first"),
};
