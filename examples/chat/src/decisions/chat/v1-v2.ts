import { renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../../gen/chat/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  // One field becomes two, so the whole struct is converted.
  Join: {
    upgrade: ({ user }) => {
      const [nickname = "", place = ""] = user.split("@");
      return { nickname, place };
    },
    downgrade: ({ nickname, place }) => ({
      user: place === "" ? nickname : `${nickname}@${place}`,
    }),
  },
  "Say.body": renamedFrom("text"),
};
