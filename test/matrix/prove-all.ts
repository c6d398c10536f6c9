/** Proves a protocol that is not on the disk, for tests of the proof itself. */

import { type ProvedCell, proveProtocol } from "../../codegen/src/prove/prove-protocol.js";
import type { RunningProtocol } from "../../codegen/src/prove/running-protocol.js";
import type { Cell } from "../../codegen/src/prove/verdict.js";
import type { Random } from "../contract/seeded-random.js";

/** Throws the failure of the first cell that has one. */
export function proveAll(
  running: RunningProtocol,
  cells: readonly Cell[],
  random: Random,
  randomCount: number,
): readonly ProvedCell[] {
  const proved: ProvedCell[] = [];
  for (const found of proveProtocol(running, cells, { random, randomCount })) {
    if (found.failure !== null) throw new Error(found.failure);
    proved.push(found);
  }
  return proved;
}
