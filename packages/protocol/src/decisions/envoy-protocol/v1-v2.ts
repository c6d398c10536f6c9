import { reject } from "@barewire/runtime/decisions";
import type { DecisionsV1V2 } from "../../gen/envoy-protocol/v1-v2.js";

export const decisions: DecisionsV1V2 = {
  // Without its database an actor would start with the wrong state, so it does not start on v1.
  "CommandStartActor.sqliteStartupData": { downgrade: reject },

  // v1 knows nothing of SQLite, and no other message says the same: the sender has to be told.
  "ToRivet.ToRivetSqliteGetPagesRequest": { downgrade: reject },
  "ToRivet.ToRivetSqliteCommitRequest": { downgrade: reject },
  "ToRivet.ToRivetSqliteCommitStageBeginRequest": { downgrade: reject },
  "ToRivet.ToRivetSqliteCommitStageRequest": { downgrade: reject },
  "ToRivet.ToRivetSqliteCommitFinalizeRequest": { downgrade: reject },

  // These answer requests that a v1 client cannot send.
  "ToEnvoy.ToEnvoySqliteGetPagesResponse": { downgrade: reject },
  "ToEnvoy.ToEnvoySqliteCommitResponse": { downgrade: reject },
  "ToEnvoy.ToEnvoySqliteCommitStageBeginResponse": { downgrade: reject },
  "ToEnvoy.ToEnvoySqliteCommitStageResponse": { downgrade: reject },
  "ToEnvoy.ToEnvoySqliteCommitFinalizeResponse": { downgrade: reject },
};
