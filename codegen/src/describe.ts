/** The description of a protocol from its sources. */

import type { ProtocolDescription } from "@barewire/inspect/convert";
import { describeProtocol } from "./describe/describe-protocol.js";
import { availability } from "./evolve/plan/availability.js";
import { routesOf } from "./evolve/plan/chain.js";
import { type Planned, planProtocol } from "./generate.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { ProtocolSource } from "./schema/protocol-source.js";

export type Described =
  | { readonly ok: true; readonly description: ProtocolDescription }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Everything has to be decided, so that each version can be converted to the newest. */
export async function describe(source: ProtocolSource): Promise<Described> {
  const planning = await planProtocol(source);
  if (!planning.ok) return planning;
  const { planned, diagnostics } = planning;
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, description: describePlanned(source.protocol, planned) };
}

/** The description of a protocol that has been planned, and of which nothing is undecided. */
export function describePlanned(
  protocol: string,
  { schemas, decided, gaps, roots }: Omit<Planned, "minVersion">,
): ProtocolDescription {
  const steps = decided.map(({ plan }) => plan);
  const { carried } = gaps;
  return describeProtocol({
    protocol,
    schemas,
    steps: decided,
    carried,
    routes: routesOf(steps, carried),
    roots,
    availability: availability({ schemas, steps, carried }),
  });
}
