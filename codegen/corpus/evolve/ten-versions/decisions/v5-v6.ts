import type { DecisionsV5V6 } from "../gen/v5-v6.js";

export const decisions: DecisionsV5V6 = {
  "Report.codes": {
    upgrade: (codes) => codes.map(Number).filter((code) => Number.isInteger(code)),
    downgrade: (codes) => codes.map(String),
  },
};
