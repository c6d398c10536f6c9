/** The protocols without a fault, and all faults that are planted in them. */

import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";
import { protocolSource } from "../evolution/compile-protocol.js";
import type { EvolvingProtocol, UpgradeFault } from "./evolving-protocol.js";
import { LEASE_FAULTS } from "./lease-faults.js";
import { PERSON_FAULTS } from "./person-faults.js";
import { lease } from "./protocols/lease.js";
import { person } from "./protocols/person.js";
import { worker } from "./protocols/worker.js";
import { WORKER_FAULTS } from "./worker-faults.js";

export const PROTOCOLS: Readonly<Record<UpgradeFault["protocol"], EvolvingProtocol>> = {
  lease,
  person,
  worker,
};

export const FAULTS: readonly UpgradeFault[] = [
  ...LEASE_FAULTS,
  ...PERSON_FAULTS,
  ...WORKER_FAULTS,
];

export function sourceOf({ protocol, schemas, decisions }: EvolvingProtocol): ProtocolSource {
  return protocolSource({ protocol, schemas, decisions: new Map(Object.entries(decisions)) });
}

/** The protocol with the fault; throws unless each edit has exactly one place. */
export function planted(fault: UpgradeFault): EvolvingProtocol {
  const { [fault.protocol]: base } = PROTOCOLS;
  const text = fault.edits.reduce((before, [from, to]) => {
    const [start, end, ...more] = before.split(from);
    if (start === undefined || end === undefined || more.length > 0) {
      throw new Error(`"${fault.title}": ${from} stands not once in ${fault.step}`);
    }
    return `${start}${to}${end}`;
  }, base.decisions[fault.step] ?? "");
  return { ...base, decisions: { ...base.decisions, [fault.step]: text } };
}
