/** Which versions are frozen. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConfiguredProtocol } from "../matrix/planned-protocol.js";

type Lock = { readonly versions: { readonly [version: string]: { readonly status: string } } };

/** Until the protocols have locks; a lock decides as soon as there is one. */
const WITHOUT_LOCK: ReadonlyMap<string, readonly number[]> = new Map([
  ["envoy-protocol", [1, 2]],
  ["sqlite-storage", [1]],
]);

export function publishedVersions({
  protocol,
  schemasFolder,
}: ConfiguredProtocol): readonly number[] {
  const text = lockText(join(schemasFolder, "protocol.lock.json"));
  if (text === null) return WITHOUT_LOCK.get(protocol) ?? [];
  // `barewire generate` checks the form of the lock.
  const { versions } = JSON.parse(text) as Lock;
  return Object.entries(versions)
    .filter(([, { status }]) => status === "published")
    .map(([version]) => Number(version))
    .sort((left, right) => left - right);
}

function lockText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
