import { refuse } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "L.addr": {
    upgrade: ({ host, port }) => `${host}:${port}`,
    downgrade: (addr) => {
      const [host = "", port] = addr.split(":");
      if (port === undefined) return refuse("no port");
      if (host === "bug") throw new RangeError(`secret ${addr}`);
      return { host, port: Number(port) };
    },
  },
};
