import { refuse } from "@barewire/runtime/decisions";
import type { DecisionsV6V7 } from "../gen/v6-v7.js";

export const decisions: DecisionsV6V7 = {
  "Peer": {
    upgrade: ({ host, port }) => ({ addr: `${host}:${port}` }),
    downgrade: ({ addr }) => {
      const [host = "", port] = addr.split(":");
      return port === undefined ? refuse("no port") : { host, port: Number(port) };
    },
  },
};
