import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Body": {
    upgrade: ({ text }) => ({ tag: "str", val: text }),
    downgrade: (body) => ({ text: body.tag === "str" ? body.val : `${body.val.length} bytes` }),
  },
  "State": {
    upgrade: (state) => state,
    downgrade: (state) => (state === "CLOSED" ? "CLOSED" : "OPEN"),
  },
};
