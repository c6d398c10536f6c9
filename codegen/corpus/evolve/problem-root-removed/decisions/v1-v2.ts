import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
};
