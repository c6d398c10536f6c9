/** The versions of envoy-protocol, so that tests hold for the next one, too. */

import { VERSIONS } from "@barewire/protocol/envoy-protocol";

export const OLDEST: number = Math.min(...VERSIONS);
export const NEWEST: number = Math.max(...VERSIONS);

/** The spoken versions, as errors have them. */
export const SPOKEN: { readonly minVersion: number; readonly maxVersion: number } = {
  minVersion: OLDEST,
  maxVersion: NEWEST,
};

/** Versions that this build does not have yet. */
export const LATER: readonly [number, number] = [NEWEST + 1, NEWEST + 2];

export function subprotocolOf(version: number): string {
  return `envoy-protocol.v${version}`;
}
