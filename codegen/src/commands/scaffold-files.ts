/** `--scaffold`: writes the entries that the decisions files lack, before anything is generated. */

import { relative, sep } from "node:path";
import type { ProtocolPlace } from "./locate-protocols.js";
import { readInput } from "./read-inputs.js";
import { type Surroundings, shownPath } from "./surroundings.js";
import { writeOutputs } from "./write-outputs.js";

export async function scaffoldFiles(
  places: readonly ProtocolPlace[],
  surroundings: Surroundings,
): Promise<void> {
  const { scaffoldProtocol } = await import("../scaffold.js");
  for (const place of places) {
    const { input, problems } = readInput(place, surroundings);
    const { decisionsFolder, outFolder } = place;
    if (problems.length > 0 || decisionsFolder === null) continue;
    const outPath = relative(decisionsFolder, outFolder).replaceAll(sep, "/");
    const texts = await scaffoldProtocol(input, outPath);
    const differences = [...texts].map(([name, text]) => ({ kind: "stale" as const, name, text }));
    writeOutputs([{ folder: decisionsFolder, differences }], ({ kind, path }) => {
      surroundings.print(`${kind.padEnd(7)} ${shownPath(path, surroundings)}`);
    });
  }
}
