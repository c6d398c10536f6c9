import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Root.u8": { upgrade: (val) => ({ tag: "u16", val }) },
  "Root.u16": {
    downgrade: (val) => (val < 256 ? { tag: "u8", val } : { tag: "list<str>", val: [String(val)] }),
  },
};
