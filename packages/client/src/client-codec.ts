/** The codec of a client: it encodes what a client sends, and decodes what it receives. */

import {
  decodeToEnvoy,
  encodeToRivet,
  supports,
  type ToEnvoy,
  type ToRivet,
  VERSIONS,
} from "@barewire/protocol/envoy-protocol";
import type { RequestTag } from "@barewire/protocol/requests";

export type ClientCodec = {
  readonly VERSIONS: readonly number[];
  readonly supports: (version: number, path: `ToRivet.${RequestTag}`) => boolean;
  readonly encodeToRivet: (message: ToRivet, version: number) => Uint8Array;
  readonly decodeToEnvoy: (frame: Uint8Array, version: number) => ToEnvoy;
};

/** A list of a message to a client has fewer items, and so many can be decoded quickly. */
const DECODE_LIMITS = { maxItems: 65_536 };

/** The codec for every version of this build. */
export const CLIENT_CODEC: ClientCodec = {
  VERSIONS,
  supports,
  encodeToRivet,
  decodeToEnvoy: (frame, version) => decodeToEnvoy(frame, version, DECODE_LIMITS),
};
