import { omit, reject } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../../gen/chat/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  // An older client is welcomed with the events that it knows.
  "Welcome.history": { downgrade: omit("an older client has no reactions to show") },
  // A single message that the other side does not know is refused; its sender leaves it out.
  "Event.Reacted": { downgrade: reject },
  "ToClient.Typing": { downgrade: reject },
  "ToServer.React": { downgrade: reject },
  "ToServer.StartTyping": { downgrade: reject },
};
