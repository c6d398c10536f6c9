import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "Person": {
    upgrade: ({ name }) => {
      const space = name.indexOf(" ");
      return { first: name.slice(0, space), last: name.slice(space + 1) };
    },
    downgrade: ({ first, last }) => ({ name: `${first} ${last}` }),
  },
};
