/** `barewire format`: writes schemas in their canonical layout, or says which are not in it. */

import { isUtf8 } from "node:buffer";
import { join } from "node:path";
import { schemaOf } from "../schema/parse-schema.js";
import { formatTree } from "../syntax/format.js";
import { parse } from "../syntax/parse.js";
import { EXIT_OK, type ExitCode, endWithExitCode, usageFailure } from "./command-failure.js";
import { type CommandIo, displayPath, type StandardInput } from "./command-io.js";
import type { Difference } from "./compare-outputs.js";
import { listFolder, readText } from "./disk.js";
import { type FolderFlags, protocolsSource } from "./generate-request.js";
import { locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import {
  notUtf8Problem,
  pathProblem,
  type RenderedDiagnostic,
  textProblem,
} from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
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
  return await endWithExitCode(io.printError, () => format(protocols, flags, io));
}

async function format(
  protocols: readonly string[],
  flags: FormatFlags,
  io: CommandIo & StandardInput,
): Promise<ExitCode> {
  const { schemas, check, stdin } = flags;
  if (stdin && (protocols.length > 0 || schemas !== undefined)) {
    throw usageFailure("--stdin formats the text of the standard input; name no schemas");
  }
  if (stdin) {
    const file = await formatInput(io);
    if (check || !file.result.ok) return checkFiles([file], io);
    io.writeOutput(file.result.text);
    return EXIT_OK;
  }
  const source = protocolsSource(protocols, schemas === undefined ? {} : { schemas });
  const located = locateProtocols(source, io);
  if (located.problems.length > 0) return report(located.problems, null, io);
  const files = located.protocols.flatMap((folders) => formatFolder(folders, io));
  return check ? checkFiles(files, io) : writeFiles(files, io);
}

async function formatInput(io: StandardInput): Promise<FormattedFile> {
  const bytes = await io.readInput();
  const text = isUtf8(bytes) ? Buffer.from(bytes).toString("utf8") : null;
  return formattedFile({ folder: "", name: "standard input", shown: "standard input" }, text);
}

type FormatResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly RenderedDiagnostic[] };

type SchemaFile = {
  readonly folder: string;
  readonly name: string;
  /** The path as it is shown. */
  readonly shown: string;
};

type FormattedFile = SchemaFile & { readonly result: FormatResult; readonly isChanged: boolean };

/** All schemas of the folder; whether their names are right is for `generate` to say. */
function formatFolder({ schemasFolder }: ProtocolFolders, io: CommandIo): readonly FormattedFile[] {
  const names = (listFolder(schemasFolder) ?? []).map(({ name }) => name);
  return names
    .filter((name) => name.endsWith(".bare"))
    .map((name) => {
      const path = join(schemasFolder, name);
      return formattedFile(
        { folder: schemasFolder, name, shown: displayPath(path, io) },
        readText(path),
      );
    });
}

/** `text` is null where the file is not UTF-8. */
function formattedFile(file: SchemaFile, text: string | null): FormattedFile {
  const result = formatText(file.shown, text);
  return { ...file, result, isChanged: result.ok && result.text !== text };
}

function formatText(file: string, text: string | null): FormatResult {
  if (text === null) return { ok: false, problems: [notUtf8Problem(file)] };
  const tree = parse(text);
  const formatted = formatTree(tree);
  if (formatted !== null) return { ok: true, text: formatted };
  const { problems } = schemaOf(tree);
  return { ok: false, problems: problems.map((problem) => textProblem(file, text, problem)) };
}

function checkFiles(files: readonly FormattedFile[], io: CommandIo): ExitCode {
  const changed = files.filter(({ isChanged }) => isChanged);
  const findings = [
    ...changed.map(({ shown }) => pathProblem(shown, "not formatted", FORMAT, "not-formatted")),
    ...problemsOf(files),
  ];
  const summary = findings.length > 0 ? null : `${counted(files.length)}: all formatted`;
  return report(findings, summary, io);
}

const FORMAT = "`barewire format` writes the layout";

/** Files that can be formatted are, also where others have problems. */
function writeFiles(files: readonly FormattedFile[], io: CommandIo): ExitCode {
  const changes = files.flatMap(({ folder, name, result, isChanged }) => {
    if (!result.ok || !isChanged) return [];
    const difference: Difference = { kind: "stale", name, text: result.text };
    return [{ folder, differences: [difference] }];
  });
  writeOutputs(changes, ({ kind, path }) => {
    io.printError(`${kind.padEnd(7)} ${displayPath(path, io)}`);
  });
  const findings = problemsOf(files);
  const unchanged = files.length - changes.length;
  const summary = `${counted(files.length)}: ${changes.length} written, ${unchanged} unchanged`;
  return report(findings, findings.length > 0 ? null : summary, io);
}

function problemsOf(files: readonly FormattedFile[]): readonly RenderedDiagnostic[] {
  return files.flatMap(({ result }) => (result.ok ? [] : result.problems));
}

function report(
  findings: readonly RenderedDiagnostic[],
  end: string | null,
  io: CommandIo,
): ExitCode {
  return reportFindings({ command: "format", findings, end }, io);
}

function counted(count: number): string {
  return `${count} schema${count === 1 ? "" : "s"}`;
}
