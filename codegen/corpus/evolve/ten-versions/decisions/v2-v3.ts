import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "Person": {
    upgrade: ({ name }) => {
      const [first = "", ...rest] = name.split(" ");
      return { first, last: rest.join(" ") };
    },
    downgrade: ({ first, last }) => ({ name: last === "" ? first : `${first} ${last}` }),
  },
};
