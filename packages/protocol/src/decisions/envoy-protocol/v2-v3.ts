import { reject } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../../gen/envoy-protocol/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  // A client asks first what its server supports: of a v2 server it reads lists of pages instead of
  // ranges, and it has no hints stored.
  "ToRivet.ToRivetSqlitePersistPreloadHintsRequest": { downgrade: reject },
  "ToRivet.ToRivetSqliteGetPageRangeRequest": { downgrade: reject },

  // These answer requests that a v2 client cannot send.
  "ToEnvoy.ToEnvoySqlitePersistPreloadHintsResponse": { downgrade: reject },
  "ToEnvoy.ToEnvoySqliteGetPageRangeResponse": { downgrade: reject },
};
