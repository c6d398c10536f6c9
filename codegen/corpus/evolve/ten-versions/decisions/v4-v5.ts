import type { DecisionsV4V5 } from "../gen/v4-v5.js";

export const decisions: DecisionsV4V5 = {
  "Level": {
    upgrade: (level) => ({ tag: level === "LOW" ? "Low" : "High", val: null }),
    downgrade: ({ tag }) => (tag === "Low" ? "LOW" : "HIGH"),
  },
};
