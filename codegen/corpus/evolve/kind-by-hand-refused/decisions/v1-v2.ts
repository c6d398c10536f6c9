import { refuse } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../gen/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  "L.addr": {
    upgrade: ({ host, port }) => `${host}:${port}`,
    downgrade: (addr) => {
      const [host = "", port] = addr.split(":");
      if (port === undefined) return refuse("no port");
      if (host === "bug") throw new RangeError(`secret ${addr}`);
      // What no compiler has checked.
      if (host === "half") return JSON.parse('{ "host": "half" }');
      return { host, port: Number(port) };
    },
  },
};
