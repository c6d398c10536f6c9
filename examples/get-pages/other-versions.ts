/**
 * Messages between different versions, and bytes that are not a valid message.
 */

import {
  decodeToEnvoy,
  encodeToEnvoy,
  encodeToRivet,
  kindOfToEnvoy,
  kindOfToRivet,
  supports,
  type ToRivet,
} from "@barewire/protocol/envoy-protocol";
import * as v1 from "@barewire/protocol/envoy-protocol/v1";
import { attempt, type Result } from "@barewire/runtime";
import { tell } from "../tell.js";
import { ACTOR_ID, pagesRequest, pagesResponse } from "./messages.js";
import { fieldTable } from "./show-bytes.js";

const rangeRequest: ToRivet = {
  tag: "ToRivetSqliteGetPageRangeRequest",
  val: {
    requestId: 22,
    data: { actorId: ACTOR_ID, generation: 3n, startPgno: 1, maxPages: 64, maxBytes: 262_144n },
  },
};

export function tellOldServer(): void {
  // The number stands for one from a handshake. With the literal 2 the call below would not
  // compile.
  const serverVersion: number = 2;
  const kind = kindOfToRivet(rangeRequest);
  tell("4. A range read came with v3. Asked to send one to a v2 server, the encoder refuses", [
    `supports(2, "${kind}") is ${supports(serverVersion, kind)}, and encoding gives the issue`,
    issueTable(attempt(() => encodeToRivet(rangeRequest, serverVersion))),
  ]);
}

/** A v1 server knew no SQLite: its start command has nothing to start a database with. */
const v1Start: v1.ToEnvoy = {
  tag: "ToEnvoyCommands",
  val: [
    {
      checkpoint: { actorId: ACTOR_ID, generation: 3, index: 1n },
      inner: {
        tag: "CommandStartActor",
        val: {
          config: { name: "notebook", key: "ada", createTs: 1_764_000_000_000n, input: null },
          hibernatingRequests: [],
          preloadedKv: null,
        },
      },
    },
  ],
};

export function tellOldMessage(): void {
  const raised = decodeToEnvoy(v1.encodeToEnvoy(v1Start), 1);
  tell("5. A v1 server starts an actor. The code above sees the newest version only", [
    `${kindOfToEnvoy(raised)}, decoded from v1: sqliteStartupData, new in v2, is null`,
    fieldTable(raised.val),
  ]);
}

export function tellDamage(): void {
  const message = encodeToEnvoy(pagesResponse(pagesRequest([1, 2, 9])), 3);
  const damaged = message.slice();
  // Byte 11 is the presence of the first page, behind tag, request id, variant, count and page
  // number.
  damaged[11] = 0x02;
  tell("6. One damaged byte: the flag that says whether the first page has bytes is now 2", [
    issueTable(attempt(() => decodeToEnvoy(damaged, 3))),
    "and the same message, cut short on its way:",
    issueTable(attempt(() => decodeToEnvoy(message.subarray(0, 5000), 3))),
  ]);
}

function issueTable(result: Result<unknown>): readonly string[] {
  if (result.ok) throw new Error("it was accepted");
  const { kind, ...details } = result.issue;
  return fieldTable({ kind, ...details });
}
