/**
 * `barewire vectors`: writes the vectors of a protocol beside its schemas, for implementations in
 * other languages. It executes no code of the project.
 */

import { join } from "node:path";
import { isSameText, lineEndOfNew, withLineEndsOf } from "../line-ends.js";
import {
  printVectors,
  VECTORS_NAME,
  type VectorFile,
  type VectorSettings,
  vectorSettings,
} from "../vectors/vector-file.js";
import { type ExitCode, endWithExitCode } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { fileExists, readText } from "./disk.js";
import { counted } from "./generate-report.js";
import { type FolderFlags, protocolsSource } from "./generate-request.js";
import { locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { wholeNumber } from "./version-argument.js";
import { writeOutputs } from "./write-outputs.js";

export type VectorsFlags = FolderFlags & {
  readonly check?: true;
  readonly seed?: string;
  readonly values?: string;
};

export async function vectorsCommand(
  protocols: readonly string[],
  { check, seed, values, ...folders }: VectorsFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const asked: AskedSettings = {
      seed: wholeNumber("seed", seed, null),
      values: wholeNumber("values", values, null),
    };
    const located = locateProtocols(protocolsSource(protocols, folders), io);
    for (const notice of located.notices) io.printError(notice);
    const findings: RenderedDiagnostic[] = [...located.problems];
    const summaries: string[] = [];
    for (const place of located.protocols) {
      const { problems, vectors } = await vectorsOf(place, asked, io);
      findings.push(...problems);
      if (vectors === null) continue;
      const { file, isUpToDate } = vectors;
      if (check === true && !isUpToDate) findings.push(staleVectors(place, io));
      if (check !== true && !isUpToDate) write(place, vectors, io);
      summaries.push(summaryOf(file));
    }
    const failed = findings.length > 0 ? [counted(findings.length, "finding")] : [];
    const end = [...summaries, ...failed].join("\n");
    return reportFindings({ command: "vectors", findings, end }, io);
  });
}

/** A protocol that has vectors has a finding where they are stale; one without any has none. */
export async function staleVectorFindings(
  place: ProtocolFolders,
  io: CommandIo,
): Promise<readonly RenderedDiagnostic[]> {
  if (!fileExists(join(place.schemasFolder, VECTORS_NAME))) return [];
  const { vectors } = await vectorsOf(place, { seed: null, values: null }, io);
  return vectors === null || vectors.isUpToDate ? [] : [staleVectors(place, io)];
}

/** Null stands for what the file that is there was made with. */
type AskedSettings = { readonly [Name in keyof VectorSettings]: number | null };

const DEFAULTS: VectorSettings = { seed: 1, values: 1 };

type Vectors = {
  readonly file: VectorFile;
  readonly text: string;
  readonly isUpToDate: boolean;
};

/** Vectors are null where something is wrong with the protocol. */
type VectorsResult = {
  readonly problems: readonly RenderedDiagnostic[];
  readonly vectors: Vectors | null;
};

async function vectorsOf(
  place: ProtocolFolders,
  { seed, values }: AskedSettings,
  io: CommandIo,
): Promise<VectorsResult> {
  const { input, problems } = readInput(place, io);
  if (problems.length > 0) return { problems, vectors: null };
  const path = join(place.schemasFolder, VECTORS_NAME);
  const found = fileExists(path) ? readText(path) : null;
  const usual = (found === null ? null : vectorSettings(found)) ?? DEFAULTS;
  const { makeVectors } = await import("../vectors/make-vectors.js");
  const made = await makeVectors(input, {
    seed: seed ?? usual.seed,
    values: values ?? usual.values,
  });
  const texts = inputTexts(input);
  if (!made.ok) {
    const rendered = made.diagnostics.map((diagnostic) => diagnosticProblem(diagnostic, texts));
    return { problems: rendered, vectors: null };
  }
  const printed = printVectors(made.file);
  const text = withLineEndsOf(found, printed, lineEndOfNew([], texts.values()));
  const isUpToDate = found !== null && isSameText(found, printed);
  return { problems: [], vectors: { file: made.file, text, isUpToDate } };
}

function staleVectors(
  { schemasFolder, selection, protocol }: ProtocolFolders,
  io: CommandIo,
): RenderedDiagnostic {
  const path = join(schemasFolder, VECTORS_NAME);
  const kind = fileExists(path) ? "stale" : "missing";
  const message =
    kind === "stale"
      ? "stale: the vectors differ from what the schemas give"
      : `missing: ${protocol} has no vectors`;
  const help = `run \`barewire vectors${selection}\``;
  return pathProblem(displayPath(path, io), message, help, `file-${kind}`);
}

function write({ schemasFolder }: ProtocolFolders, { text }: Vectors, io: CommandIo): void {
  const difference = { kind: "stale", name: VECTORS_NAME, text } as const;
  writeOutputs([{ folder: schemasFolder, differences: [difference] }], ({ kind, path }) => {
    io.printError(`${kind.padEnd(7)} ${displayPath(path, io)}`);
  });
}

function summaryOf({ protocol, versions, messages, malformed }: VectorFile): string {
  const values = messages.flatMap((message) => message.values);
  const verdicts = values.flatMap(({ readers }) => readers.map(({ verdict }) => verdict));
  const count = (verdict: string) => verdicts.filter((known) => known === verdict).length;
  const made = `${counted(values.length, "value")} of ${counted(versions.length, "version")}`;
  return (
    `${protocol}: ${made}; for other versions ${count("same")} the same, ` +
    `${count("converted")} converted, ${count("refused")} refused, ` +
    `${count("needs-code")} need code; ${counted(malformed.length, "malformed message")}`
  );
}
