import { renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "Kind": renamedFrom("E"),
  "Y": renamedFrom("X"),
  "Y.count": renamedFrom("n"),
  "R.value": renamedFrom("u"),
  "R.all": renamedFrom("l"),
};
