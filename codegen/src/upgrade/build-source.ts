/**
 * The inputs that an older build was generated from: the versions that there were then. Its code
 * knows nothing of what came later, and it is what still runs on a node that is not upgraded yet.
 */

import { chainOf } from "../evolve/plan/chain.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import type { ProtocolSource } from "../schema/protocol-source.js";

export function buildSource(
  source: ProtocolSource,
  { versions, routes, roots }: PlannedProtocol,
  newest: number,
): ProtocolSource {
  const spoken = versions.filter((version) => version <= newest);
  const isSpoken = (version: number) => spoken.includes(version);
  const names = roots.flatMap((root) => chainOf(routes, "upgrade", root, newest)?.oldName ?? []);
  const { directions: _, ...rest } = source;
  return {
    ...rest,
    schemas: source.schemas.filter(({ version }) => isSpoken(version)),
    decisions: source.decisions.filter(
      ({ fromVersion, toVersion }) => isSpoken(fromVersion) && isSpoken(toVersion),
    ),
    // The lock freezes versions that the build does not know.
    lock: null,
    roots: names,
  };
}
