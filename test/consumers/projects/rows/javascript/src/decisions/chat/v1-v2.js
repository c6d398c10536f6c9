import { drop, reject } from "@barewire/runtime/decisions";

/** @type {import("../../gen/chat/v1-v2.js").DecisionsV1V2} */
export const decisions = {
  "Say.mood": { downgrade: drop("a peer of v1 shows no mood") },
  "Message.Whisper": { downgrade: reject },
};
