/** The codecs of client and server. Tests pass those of other builds. */

import type { EncodeOptions } from "@barewire/runtime";
import {
  decodeToEnvoy,
  decodeToRivet,
  encodeToEnvoy,
  encodeToRivet,
  supports,
  type ToEnvoy,
  type ToRivet,
  VERSIONS,
} from "../gen/envoy-protocol/versions.js";
import type { RequestTag } from "./requests.js";

export type ClientCodec = {
  readonly VERSIONS: readonly number[];
  readonly supports: (version: number, path: `ToRivet.${RequestTag}`) => boolean;
  readonly encodeToRivet: (message: ToRivet, version: number) => Uint8Array;
  readonly decodeToEnvoy: (frame: Uint8Array, version: number) => ToEnvoy;
};

export type ServerCodec = {
  readonly supports: (version: number, path: "CommandStartActor.sqliteStartupData") => boolean;
  readonly decodeToRivet: (
    frame: Uint8Array,
    version: number,
    limits: { readonly maxItems: number },
  ) => ToRivet;
  readonly encodeToEnvoy: (
    message: ToEnvoy,
    version: number,
    options?: Pick<EncodeOptions, "allocate">,
  ) => Uint8Array;
};

/** Most items in a list of a message to a client: more than any has, and few enough to decode. */
const CLIENT_LIMITS = { maxItems: 65_536 };

/** The codec of a client, for every version of this build. */
export const CLIENT_CODEC: ClientCodec = {
  VERSIONS,
  supports,
  encodeToRivet,
  decodeToEnvoy: (frame, version) => decodeToEnvoy(frame, version, CLIENT_LIMITS),
};

/** The codec of a server, for every version of this build. */
export const SERVER_CODEC: ServerCodec = { supports, decodeToRivet, encodeToEnvoy };
