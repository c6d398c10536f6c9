/** `barewire format`: writes schemas in their canonical layout, or says which are not in it. */

import { isUtf8 } from "node:buffer";
import { join } from "node:path";
import { parseSchema } from "../schema/parse-schema.js";
import { formatTree } from "../syntax/format.js";
import { parse } from "../syntax/parse.js";
import {
  EXIT_OK,
  EXIT_PROBLEM,
  type ExitCode,
  endWithExitCode,
  usageFailure,
} from "./command-failure.js";
import { type CommandIo, displayPath, type StandardInput } from "./command-io.js";
import type { Difference } from "./compare-outputs.js";
import { listFolder, readText } from "./disk.js";
import { type FolderFlags, protocolsSource } from "./generate-request.js";
import { locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import { notUtf8Problem, type RenderedDiagnostic, textProblem } from "./rendered-diagnostic.js";
import { writeOutputs } from "./write-outputs.js";

export type FormatFlags = Pick<FolderFlags, "schemas"> & {
  readonly check?: true;
  readonly stdin?: true;
};

export async function formatCommand(
  protocols: readonly string[],
  flags: FormatFlags,
  io: CommandIo & StandardInput,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    if (flags.stdin) return await formatInput(protocols, flags, io);
    const { schemas } = flags;
    const located = locateProtocols(
      protocolsSource(protocols, schemas === undefined ? {} : { schemas }),
      io,
    );
    if (located.problems.length > 0) return report(located.problems, io);
    const files = located.protocols.flatMap((folders) => formatFolder(folders, io));
    return flags.check ? checkFiles(files, io) : writeFiles(files, io);
  });
}

async function formatInput(
  protocols: readonly string[],
  flags: FormatFlags,
  io: CommandIo & StandardInput,
): Promise<ExitCode> {
  if (protocols.length > 0 || flags.schemas !== undefined) {
    throw usageFailure("--stdin formats the text of the standard input; name no schemas");
  }
  const bytes = await io.readInput();
  const text = isUtf8(bytes) ? Buffer.from(bytes).toString("utf8") : null;
  const result = formatText("standard input", text);
  if (!result.ok) return report(result.problems, io);
  if (!flags.check) io.writeOutput(result.text);
  if (flags.check && result.text !== text) {
    io.print("standard input: not formatted");
    return EXIT_PROBLEM;
  }
  return EXIT_OK;
}

type FormatResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly RenderedDiagnostic[] };

type FormattedFile = {
  readonly folder: string;
  readonly name: string;
  readonly result: FormatResult;
  readonly isChanged: boolean;
};

/** `text` is null where the file is not UTF-8. */
function formatText(file: string, text: string | null): FormatResult {
  if (text === null) return { ok: false, problems: [notUtf8Problem(file)] };
  const formatted = formatTree(parse(text));
  if (formatted !== null) return { ok: true, text: formatted };
  const { problems } = parseSchema(text);
  return { ok: false, problems: problems.map((problem) => textProblem(file, text, problem)) };
}

/** All schemas of the folder; whether their names are right is for `generate` to say. */
function formatFolder({ schemasFolder }: ProtocolFolders, io: CommandIo): readonly FormattedFile[] {
  const names = (listFolder(schemasFolder) ?? []).map(({ name }) => name);
  return names
    .filter((name) => name.endsWith(".bare"))
    .map((name) => {
      const path = join(schemasFolder, name);
      const text = readText(path);
      const result = formatText(displayPath(path, io), text);
      return { folder: schemasFolder, name, result, isChanged: result.ok && result.text !== text };
    });
}

function checkFiles(files: readonly FormattedFile[], io: CommandIo): ExitCode {
  const changed = files.filter(({ isChanged }) => isChanged);
  for (const { folder, name } of changed) {
    io.print(`${displayPath(join(folder, name), io)}: not formatted`);
  }
  const problems = problemsOf(files);
  if (problems.length > 0) return report(problems, io);
  io.print(
    `${counted(files.length)}: ${changed.length === 0 ? "all formatted" : notFormatted(changed)}`,
  );
  return changed.length === 0 ? EXIT_OK : EXIT_PROBLEM;
}

function notFormatted(changed: readonly FormattedFile[]): string {
  return `${changed.length} not formatted\n  help: \`barewire format\` writes the layout`;
}

/** Files that can be formatted are, also where others have problems. */
function writeFiles(files: readonly FormattedFile[], io: CommandIo): ExitCode {
  const changes = files.flatMap(({ folder, name, result, isChanged }) => {
    if (!result.ok || !isChanged) return [];
    const difference: Difference = { kind: "stale", name, text: result.text };
    return [{ folder, differences: [difference] }];
  });
  writeOutputs(changes, ({ kind, path }) => {
    io.print(`${kind.padEnd(7)} ${displayPath(path, io)}`);
  });
  const problems = problemsOf(files);
  if (problems.length > 0) return report(problems, io);
  const unchanged = files.length - changes.length;
  io.print(`${counted(files.length)}: ${changes.length} written, ${unchanged} unchanged`);
  return EXIT_OK;
}

function problemsOf(files: readonly FormattedFile[]): readonly RenderedDiagnostic[] {
  return files.flatMap(({ result }) => (result.ok ? [] : result.problems));
}

function report(problems: readonly RenderedDiagnostic[], io: CommandIo): ExitCode {
  io.printError(problems.join("\n\n"));
  return EXIT_PROBLEM;
}

function counted(count: number): string {
  return `${count} schema${count === 1 ? "" : "s"}`;
}
