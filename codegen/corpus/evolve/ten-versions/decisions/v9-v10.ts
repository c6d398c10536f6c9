import { omit, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV9V10 } from "../gen/v9-v10.js";

export const decisions: DecisionsV9V10 = {
  "Summary": renamedFrom("Report"),
  "Summary.entries": { downgrade: omit("a v9 peer lists what it knows") },
};
