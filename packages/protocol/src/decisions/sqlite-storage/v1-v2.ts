import { defaultTo, drop } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../../gen/sqlite-storage/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  // The record states its own layout, which is not the number of the schema version.
  "Meta.schemaVersion": {
    upgrade: defaultTo(3),
    downgrade: defaultTo(2),
  },
  "Meta.cleanClose": {
    // v1 did not record how a database was closed, so the next open has to look.
    upgrade: defaultTo(false),
    downgrade: drop("a v1 engine looks at every open, whatever the flag says"),
  },
  "Meta.lastCommit": {
    downgrade: drop(
      "a v1 engine answers a repeated commit with a fence mismatch, as it always did",
    ),
  },
};
