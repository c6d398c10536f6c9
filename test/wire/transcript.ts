/**
 * Transcripts: the frames that a client of a released version and the handlers once exchanged. A
 * recorded transcript never changes; the handlers of today receive the client's frames, and must
 * send the same frames as then.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "@barewire/client";
import type { ToRivet } from "@barewire/protocol/envoy-protocol";
import { requestOf as addressed } from "@barewire/protocol/requests";
import { hex } from "../contract/hex.js";
import { GOLDEN_FOLDER } from "../golden/golden-folder.js";
import { LinkedServer } from "./linked-server.js";
import { eventOf, NOTICES, REQUEST_TAGS, REQUESTS, TUNNEL_MESSAGE } from "./live/messages.js";
import { type Release, released } from "./live/released.js";
import { advance, settle } from "./settle.js";

/** One frame, in hexadecimal, or time that passes. */
export type Entry =
  | { readonly from: "client" | "server"; readonly tag: string; readonly frame: string }
  | { readonly from: "clock"; readonly elapsedMs: number }
  /** The host of a tunnel, which makes the server send a message. */
  | { readonly from: "host" };

type Said = Exclude<Entry, { readonly from: "server" }>;

const ACTOR = "actor";
const PING_INTERVAL_MS = 3_000;

export function transcriptPath(release: Release): string {
  return join(GOLDEN_FOLDER, "transcripts", `envoy-protocol-v${release}.json`);
}

export function readTranscript(release: Release): readonly Entry[] {
  // The file is written by the function below.
  return JSON.parse(readFileSync(transcriptPath(release), "utf8")) as readonly Entry[];
}

/** Throws if one exists already. */
export function writeTranscript(release: Release, entries: readonly Entry[]): void {
  const text = `${JSON.stringify(entries, null, 2)}\n`;
  writeFileSync(transcriptPath(release), text, { flag: "wx" });
}

/** The frames that a client of `release` sends to handlers of any version. */
export function clientSide(release: Release): readonly Said[] {
  const { client } = released(release);
  return [...conversation()].flatMap((step): readonly Said[] => {
    if ("from" in step) return [step];
    const { tag } = step;
    const request = REQUEST_TAGS.find((known) => known === tag);
    // A message that this release lacks was never sent by it. Every version has all messages that
    // are not requests.
    if (request !== undefined && !client.supports(release, `ToRivet.${request}`)) return [];
    return [{ from: "client", tag, frame: hex(client.encodeToRivet(step, release)) }];
  });
}

/** Replays the recorded frames to today's handlers, and returns the new transcript. */
export async function replay(release: Release, entries: readonly Entry[]): Promise<Entry[]> {
  const server = new LinkedServer({}, "maps");
  const { client } = released(release);
  const heard: Entry[] = [];
  const connection: Connection = server.transport.open(
    { subprotocols: [`envoy-protocol.v${release}`], namespace: "golden", actors: [ACTOR] },
    {
      opened: () => undefined,
      frame: (bytes) => {
        const { tag } = client.decodeToEnvoy(bytes, release);
        heard.push({ from: "server", tag, frame: hex(bytes) });
      },
      closed: () => undefined,
    },
  );
  await settle();
  for (const entry of entries) {
    if (entry.from === "server") continue;
    heard.push(entry);
    if (entry.from === "clock") await advance(server.clock, entry.elapsedMs);
    else if (entry.from === "host") server.connections[0]?.sendTunnelMessage(TUNNEL_MESSAGE);
    else connection.send(new Uint8Array(Buffer.from(entry.frame, "hex")));
    await settle();
  }
  connection.close(1000);
  await settle();
  return heard;
}

function* conversation(): Generator<ToRivet | Said> {
  const checkpoint = { actorId: ACTOR, generation: 1, index: 0n };
  yield { tag: "ToRivetAckCommands", val: { lastCommandCheckpoints: [checkpoint] } };
  let requestId = 0;
  for (const tag of REQUEST_TAGS) {
    requestId += 1;
    yield requestOf(tag, requestId, 1n);
    // The same request of an owner that never existed.
    requestId += 1;
    yield requestOf(tag, requestId, 7n);
  }
  yield { from: "clock", elapsedMs: PING_INTERVAL_MS };
  yield { tag: "ToRivetPong", val: { ts: 1_003_000n } };
  yield* NOTICES;
  yield { from: "host" };
  yield eventOf(1, "ActorIntentSleep");
  const state = { tag: "ActorStateStopped", val: { code: "OK", message: "done" } } as const;
  const inner = { tag: "EventActorStateUpdate", val: { state } } as const;
  yield { tag: "ToRivetEvents", val: [{ checkpoint, inner }] };
  yield requestOf("ToRivetSqliteGetPagesRequest", 0xffff_ffff, 1n);
}

function requestOf(
  tag: (typeof REQUEST_TAGS)[number],
  requestId: number,
  generation: bigint,
): ToRivet {
  return addressed(tag, REQUESTS[tag], { actorId: ACTOR, requestId, generation });
}
