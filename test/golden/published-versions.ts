/** Finds the versions that are frozen, from the lock of the protocol. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConfiguredProtocol } from "../matrix/planned-protocol.js";

type Lock = { readonly versions: { readonly [version: string]: { readonly status: string } } };

/** The items are in ascending order. */
export function publishedVersions({ schemasFolder }: ConfiguredProtocol): readonly number[] {
  const text = readFileSync(join(schemasFolder, "protocol.lock.json"), "utf8");
  // `barewire generate` writes the lock, and checks what others have done to it.
  const { versions } = JSON.parse(text) as Lock;
  return Object.entries(versions)
    .filter(([, { status }]) => status === "published")
    .map(([version]) => Number(version))
    .sort((left, right) => left - right);
}
