/** The plans of our protocols, and of the protocols of tests. */

import { resolve } from "node:path";
import { locateProtocols } from "../../codegen/src/commands/locate-protocols.js";
import { readInput } from "../../codegen/src/commands/read-inputs.js";
import {
  type PlannedProtocol,
  planProtocol as planSource,
} from "../../codegen/src/planned-protocol.js";
import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";

export const REPOSITORY: string = resolve(import.meta.dirname, "../..");

/** The protocols of `barewire.config.json`. */
export async function configuredProtocols(): Promise<readonly PlannedProtocol[]> {
  const nothing = () => {
    throw new Error("reading the protocols neither prints nor generates");
  };
  const io = {
    workingFolder: REPOSITORY,
    print: nothing,
    printError: nothing,
    nowMs: nothing,
    pipeline: { fingerprint: nothing, load: nothing },
  };
  const { protocols, problems } = locateProtocols({ kind: "config", protocols: [] }, io);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const planned: PlannedProtocol[] = [];
  for (const folders of protocols) {
    const { input, problems } = readInput(folders, io);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    planned.push(await planProtocol(input));
  }
  return planned;
}

/** Plans a protocol of a test, whose decisions must be complete. */
export async function planProtocol(source: ProtocolSource): Promise<PlannedProtocol> {
  const result = await planSource(source);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result.planned;
}
