import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "State": {
    upgrade: (state) => (state === "OPEN" ? "ON" : "OFF"),
    downgrade: (state) => (state === "ON" ? "OPEN" : "CLOSED"),
  },
  "Value": {
    upgrade: (value) => (value.tag === "str" ? value : { tag: "u64", val: BigInt(value.val) }),
    downgrade: (value) => (value.tag === "str" ? value : { tag: "str", val: String(value.val) }),
  },
};
