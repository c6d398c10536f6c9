/** The first message of a server, with the terms of the connection. */

import type { ToEnvoy } from "../gen/envoy-protocol/versions.js";

export type ServerTerms = {
  /** A client that sends nothing for this time is considered lost. */
  readonly idleTimeoutMs: number;
  /** The time that an actor has to stop after a stop command. */
  readonly actorStopMs: number;
  /** The largest response in bytes. */
  readonly maxResponseSize: number;
};

export function initMessage({
  idleTimeoutMs,
  actorStopMs,
  maxResponseSize: maxAnswerSize,
}: ServerTerms): ToEnvoy {
  const metadata = {
    envoyLostThreshold: BigInt(idleTimeoutMs),
    actorStopThreshold: BigInt(actorStopMs),
    maxResponsePayloadSize: BigInt(maxAnswerSize),
  };
  return { tag: "ToEnvoyInit", val: { metadata } };
}
