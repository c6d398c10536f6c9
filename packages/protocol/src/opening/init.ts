/** The first message of a server: what a client has to keep to, and may rely on. */

import type { ToEnvoy } from "../gen/envoy-protocol/versions.js";

export type ServerTerms = {
  /** A client that is not heard for so long is lost. */
  readonly lostAfterMs: number;
  /** An actor that is told to stop has so long. */
  readonly actorStopMs: number;
  /** No answer is larger, in bytes. */
  readonly maxAnswerSize: number;
};

export function initMessage({ lostAfterMs, actorStopMs, maxAnswerSize }: ServerTerms): ToEnvoy {
  const metadata = {
    envoyLostThreshold: BigInt(lostAfterMs),
    actorStopThreshold: BigInt(actorStopMs),
    maxResponsePayloadSize: BigInt(maxAnswerSize),
  };
  return { tag: "ToEnvoyInit", val: { metadata } };
}
