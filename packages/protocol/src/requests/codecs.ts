/** Which versions a side speaks, and how. The public face of the protocol is a codec of both. */

import type { ToEnvoy, ToRivet } from "../gen/envoy-protocol/versions.js";
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
  readonly encodeToEnvoy: (message: ToEnvoy, version: number) => Uint8Array;
};
