/**
 * Software as it was released with version 1, 2 or 3 of the protocol: its codecs are the generated
 * modules of that version and of those before it, and nothing in it knows a later one.
 *
 * To a peer of its own version or a newer one it speaks through the module of its own version
 * alone; to an older peer through the module of that version and the generated steps down to it.
 */

import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import * as v1 from "@barewire/protocol/envoy-protocol/v1";
import { schema as schemaV1 } from "@barewire/protocol/envoy-protocol/v1.schema";
import {
  downgradeToEnvoyV2,
  downgradeToRivetV2,
  upgradeToEnvoyV1,
} from "@barewire/protocol/envoy-protocol/v1-v2";
import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import { schema as schemaV2 } from "@barewire/protocol/envoy-protocol/v2.schema";
import type { SchemaDescription } from "@barewire/runtime/error-locator";
import { CLIENT_CODEC, type ClientCodec } from "../../../packages/client/src/client-codec.js";
import {
  SERVER_CODEC,
  type ServerCodec,
} from "../../../packages/server-handlers/src/server-codec.js";

export const RELEASES = [1, 2, 3] as const;

export type Release = (typeof RELEASES)[number];

export type Released = {
  readonly versions: readonly number[];
  readonly client: ClientCodec;
  readonly server: ServerCodec;
};

export function released(release: Release): Released {
  switch (release) {
    case 1:
      return FIRST;
    case 2:
      return SECOND;
    case 3:
      return THIRD;
    default:
      return release satisfies never;
  }
}

/** The same release without all versions but its own. */
export function releasedAlone(release: Release): Released {
  const whole = released(release);
  return { ...whole, versions: [release], client: { ...whole.client, VERSIONS: [release] } };
}

// Client and handlers build the messages that the version supports and pass on the rest, so each of
// their messages is one of the older version too, which the types below assert.

const FIRST = releasedWith([1], [schemaV1], {
  encodeToRivet: (message) => v1.encodeToRivet(message as v1.ToRivet),
  decodeToEnvoy: (frame) => v1.decodeToEnvoy(frame),
  encodeToEnvoy: (message) => v1.encodeToEnvoy(message as v1.ToEnvoy),
  decodeToRivet: (frame) => v1.decodeToRivet(frame),
});

const SECOND = releasedWith([1, 2], [schemaV1, schemaV2], {
  encodeToRivet: (message, version) =>
    version === 1
      ? v1.encodeToRivet(downgradeToRivetV2(message as v2.ToRivet))
      : v2.encodeToRivet(message as v2.ToRivet),
  decodeToEnvoy: (frame, version) =>
    version === 1 ? upgradeToEnvoyV1(v1.decodeToEnvoy(frame)) : v2.decodeToEnvoy(frame),
  encodeToEnvoy: (message, version) =>
    version === 1
      ? v1.encodeToEnvoy(downgradeToEnvoyV2(message as v2.ToEnvoy))
      : v2.encodeToEnvoy(message as v2.ToEnvoy),
  decodeToRivet: (frame, version) =>
    version === 1 ? v1.decodeToRivet(frame) : v2.decodeToRivet(frame),
});

const THIRD: Released = {
  versions: VERSIONS,
  client: CLIENT_CODEC,
  server: SERVER_CODEC,
};

type Codecs = {
  readonly encodeToRivet: ClientCodec["encodeToRivet"];
  readonly decodeToEnvoy: (frame: Uint8Array, version: number) => v1.ToEnvoy | v2.ToEnvoy;
  readonly encodeToEnvoy: ServerCodec["encodeToEnvoy"];
  readonly decodeToRivet: (frame: Uint8Array, version: number) => v1.ToRivet | v2.ToRivet;
};

function releasedWith(
  versions: readonly number[],
  schemas: readonly SchemaDescription[],
  codecs: Codecs,
): Released {
  const knows = (version: number, path: string): boolean => {
    const [type = "", member = ""] = path.split(".");
    // The schema of a version is at its index among those of this release.
    const description = schemas[versions.indexOf(version)]?.types[type];
    return JSON.stringify(description ?? null).includes(`"${member}":`);
  };
  const client = { VERSIONS: versions, supports: knows, ...codecs } as ClientCodec;
  return { versions, client, server: { supports: knows, ...codecs } as ServerCodec };
}
