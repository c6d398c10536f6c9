/** Which versions a side speaks, and how: those of this build, unless it plays another one. */

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

/** In a list of a message to a client: more than any has, and few enough to be decoded at once. */
const CLIENT_LIMITS = { maxItems: 65_536 };

/** Of every version of this build. */
export const CLIENT_CODEC: ClientCodec = {
  VERSIONS,
  supports,
  encodeToRivet,
  decodeToEnvoy: (frame, version) => decodeToEnvoy(frame, version, CLIENT_LIMITS),
};

/** Of every version of this build. */
export const SERVER_CODEC: ServerCodec = { supports, decodeToRivet, encodeToEnvoy };
