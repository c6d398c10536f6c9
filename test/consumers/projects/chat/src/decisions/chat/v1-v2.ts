import { drop, reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../../gen/chat/v1-v2{ending}";

export const decisions: DecisionsV1V2 = {
  "Say.mood": { downgrade: drop("a peer of v1 shows no mood") },
  "Message.Whisper": { downgrade: reject },
};
