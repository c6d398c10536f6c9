/** `--scaffold`: writes the entries that the decisions files lack, before anything is generated. */

import { relative, sep } from "node:path";
import { lineEndOfNew, withLineEndsOf } from "../line-ends.js";
import { decisionsFileName } from "../schema/representation.js";
import { type CommandIo, displayPath } from "./command-io.js";
import type { ProtocolFolders } from "./locate-protocols.js";
import { readOutputFolder } from "./output-folder.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { writeOutputs } from "./write-outputs.js";

/** Returns the number of files that were written. */
export async function scaffoldFiles(
  protocols: readonly ProtocolFolders[],
  io: CommandIo,
): Promise<number> {
  let count = 0;
  const { scaffoldProtocol } = await import("../scaffold.js");
  for (const folders of protocols) {
    const { input, problems } = readInput(folders, io);
    const { decisionsFolder, outFolder } = folders;
    if (problems.length > 0) continue;
    const path = relative(decisionsFolder, outFolder).replaceAll(sep, "/");
    const outPath = path.startsWith(".") ? path : `./${path}`;
    const beside = input.decisions.length > 0 ? input.decisions.map(({ text }) => text) : null;
    const ofNew = lineEndOfNew(
      beside ?? readOutputFolder(outFolder).files.values(),
      inputTexts(input).values(),
    );
    const texts = await scaffoldProtocol(input, outPath);
    const differences = [...texts].map(([name, scaffolded]) => {
      const found = input.decisions.find(
        ({ fromVersion, toVersion }) =>
          name === decisionsFileName(`v${fromVersion}-v${toVersion}`, input.options),
      );
      const text = withLineEndsOf(found?.text ?? null, scaffolded, ofNew);
      return { kind: "stale" as const, name, text };
    });
    writeOutputs([{ folder: decisionsFolder, differences }], ({ kind, path }) => {
      count += 1;
      io.printError(`${kind.padEnd(7)} ${displayPath(path, io)}`);
    });
  }
  return count;
}
