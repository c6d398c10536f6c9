/**
 * The npm package `vbare` over our own version modules: its chain and ours do the same work. The
 * converters are what a person writes for messages that did not change. They refuse nothing, unlike
 * ours.
 */

import * as v1 from "@barewire/protocol/envoy-protocol/v1";
import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import * as v3 from "@barewire/protocol/envoy-protocol/v3";
import { createVersionedDataHandler, type VersionedDataHandler } from "vbare";

const same = <T>(value: T): T => value;

export const toRivetChain: VersionedDataHandler<v3.ToRivet> = createVersionedDataHandler({
  deserializeVersion: (bytes, version) => {
    switch (version) {
      case 1:
        return v1.decodeToRivet(bytes);
      case 2:
        return v2.decodeToRivet(bytes);
      case 3:
        return v3.decodeToRivet(bytes);
      default:
        throw new Error(`there is no v${version}`);
    }
  },
  serializeVersion: (value, version) => {
    switch (version) {
      case 1:
        return v1.encodeToRivet(value);
      case 2:
        return v2.encodeToRivet(value);
      case 3:
        return v3.encodeToRivet(value);
      default:
        throw new Error(`there is no v${version}`);
    }
  },
  deserializeConverters: () => [same, same],
  serializeConverters: () => [same, same],
});

export const toEnvoyChain: VersionedDataHandler<v3.ToEnvoy> = createVersionedDataHandler({
  deserializeVersion: (bytes, version) => {
    switch (version) {
      case 1:
        return v1.decodeToEnvoy(bytes);
      case 2:
        return v2.decodeToEnvoy(bytes);
      case 3:
        return v3.decodeToEnvoy(bytes);
      default:
        throw new Error(`there is no v${version}`);
    }
  },
  serializeVersion: (value, version) => {
    switch (version) {
      case 1:
        return v1.encodeToEnvoy(value);
      case 2:
        return v2.encodeToEnvoy(value);
      case 3:
        return v3.encodeToEnvoy(value);
      default:
        throw new Error(`there is no v${version}`);
    }
  },
  deserializeConverters: () => [same, same],
  serializeConverters: () => [same, same],
});
