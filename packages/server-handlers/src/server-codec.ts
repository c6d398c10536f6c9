/** The codec of a server: it decodes what a client sends, and encodes what it is sent. */

import {
  decodeToRivet,
  encodeToEnvoy,
  supports,
  type ToEnvoy,
  type ToRivet,
} from "@barewire/protocol/envoy-protocol";
import type { DecodeOptions, EncodeOptions } from "@barewire/runtime";

export type ServerCodec = {
  readonly supports: (version: number, path: "CommandStartActor.sqliteStartupData") => boolean;
  readonly decodeToRivet: (
    frame: Uint8Array,
    version: number,
    options: Pick<DecodeOptions, "maxItems" | "locateError">,
  ) => ToRivet;
  readonly encodeToEnvoy: (
    message: ToEnvoy,
    version: number,
    options?: Pick<EncodeOptions, "allocate">,
  ) => Uint8Array;
};

/** The codec for every version of this build. */
export const SERVER_CODEC: ServerCodec = { supports, decodeToRivet, encodeToEnvoy };
