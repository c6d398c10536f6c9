/** The declared examples of a protocol: `vN-vM.examples.json` beside the decisions of that step. */

import { join } from "node:path";
import { type Example, type ExamplesText, readExamples } from "../examples/read-examples.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { listFolder, readText } from "./disk.js";
import type { ProtocolFolders } from "./locate-protocols.js";
import { notUtf8Problem, pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";

export type ExampleFiles = {
  readonly examples: readonly Example[];
  readonly texts: readonly ExamplesText[];
  readonly problems: readonly RenderedDiagnostic[];
};

const HELP =
  'an example is { "message": "Name", "v1": VALUE, "v2": VALUE } with values in their JSON form';

export function exampleFiles(
  { decisionsFolder }: ProtocolFolders,
  planned: PlannedProtocol,
  io: CommandIo,
): ExampleFiles {
  const problems: RenderedDiagnostic[] = [];
  const texts: ExamplesText[] = [];
  for (const { name } of listFolder(decisionsFolder) ?? []) {
    if (!name.endsWith(".examples.json")) continue;
    const path = join(decisionsFolder, name);
    const file = displayPath(path, io);
    const [, from = "", to = ""] = /^v([1-9]\d*)-v([1-9]\d*)\.examples\.json$/.exec(name) ?? [];
    const [fromVersion, toVersion] = [Number(from), Number(to)];
    if (fromVersion >= toVersion || ![fromVersion, toVersion].every(isKnown(planned))) {
      const message = "the examples are not read: the name is not of two versions, the older first";
      const help = "name it like v1-v2.examples.json, or delete it";
      problems.push(pathProblem(file, message, help, "example"));
      continue;
    }
    const text = readText(path);
    if (text === null) problems.push(notUtf8Problem(file));
    else texts.push({ file, text, fromVersion, toVersion });
  }
  const read = readExamples(planned, texts);
  const wrong = read.problems.map(({ file, message }) =>
    pathProblem(file, message, HELP, "example"),
  );
  return { examples: read.examples, texts, problems: [...problems, ...wrong] };
}

function isKnown({ versions }: PlannedProtocol): (version: number) => boolean {
  return (version) => versions.includes(version);
}

/** The offset of the example in its file: each one names its message. */
export function exampleOffset(text: string, number: number): number {
  const found = [...text.matchAll(/"message"\s*:/g)];
  return found[number - 1]?.index ?? 0;
}
