import { defaultTo, drop, reject, renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

const shared = { upgrade: defaultTo(0), downgrade: drop("v1 counts for itself") };
const name = "name";

export const decisions: DecisionsV1V2 = {
  "Root.a": shared,
  "Root.b": { ...shared },
  "Root.c": { upgrade: Date.now() > 0 ? defaultTo(0) : reject, downgrade: drop("v1 counts for itself") },
  "Root.d": { upgrade: make(0), downgrade: drop("v1 counts for itself") },
  ...{ "Root.e": shared },
  "Root.f": renamedFrom(name),
};

function make(value: number): () => number {
  return () => value;
}
