/** One protocol from its inputs to what has to change in its folder. Writes nothing. */

import { join } from "node:path";
import { TYPES_ONLY } from "../emit/types-only.js";
import { isSameText, type LineEnd, lineEndOfNew, withLineEndsOf } from "../line-ends.js";
import { LOCK_NAME } from "../lock/lock-name.js";
import type { RefusedPlaces } from "../refused-places.js";
import type { DeprecatedPart } from "../schema/deprecated-parts.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { compareOutputs, type Difference, replaceOutputs } from "./compare-outputs.js";
import type { GenerateRequest } from "./generate-request.js";
import type { ProtocolFolders } from "./locate-protocols.js";
import { deprecatedNotices, refusedNotices, rootFolderNotices } from "./notices.js";
import {
  type CachedOutput,
  cachedOutput,
  inputHash,
  isUpToDate,
  type OutputCache,
} from "./output-cache.js";
import { GENERATED_MARK, type OutputFolder, readOutputFolder } from "./output-folder.js";
import { inputTexts, readInput } from "./read-inputs.js";
import {
  diagnosticProblem,
  type Notice,
  pathProblem,
  type RenderedDiagnostic,
} from "./rendered-diagnostic.js";
import { misplacedDecisions } from "./stray-decisions.js";
import type { FolderChange } from "./write-outputs.js";

export type ProtocolOutcome = {
  readonly problems: readonly RenderedDiagnostic[];
  readonly folder: string;
  readonly schemaCount: number;
  readonly fileCount: number;
  readonly differences: readonly Difference[];
  /** The steps whose types are written although there are problems, because they are undecided. */
  readonly undecided: readonly Difference[];
  /** The notices before and after the summary. */
  readonly notices: readonly Notice[];
  readonly refused: readonly Notice[];
  readonly refusedPlaces: readonly RefusedPlaces[];
  /** The change of the lock file beside the schemas. */
  readonly lockChange: FolderChange;
  /** The new cache entry, valid once the files are written; null where nothing was generated. */
  readonly cached: CachedOutput | null;
};

export type GenerateContext = {
  readonly mode: GenerateRequest["mode"];
  readonly scaffolds: boolean;
  readonly cache: OutputCache;
  readonly fingerprint: string;
  readonly io: CommandIo;
};

export async function generateOutcome(
  folders: ProtocolFolders,
  context: GenerateContext,
): Promise<ProtocolOutcome> {
  const { input, problems, notices } = readInput(folders, context.io);
  const disk = readOutputFolder(folders.outFolder);
  const nothing = {
    folder: folders.outFolder,
    schemaCount: input.schemas.length,
    fileCount: disk.files.size,
    differences: [],
    undecided: [],
    notices: [
      ...notices,
      ...misplacedDecisions(folders, context.io),
      ...(input.decisions.length === 0 ? [] : rootFolderNotices(folders, context.io)),
    ],
    refused: [],
    refusedPlaces: [],
    lockChange: { folder: folders.schemasFolder, differences: [] },
    cached: null,
  };
  const hash = inputHash(input, context.fingerprint);
  if (problems.length === 0 && context.mode === "write") {
    const known = context.cache.get(folders.outFolder);
    if (isUpToDate(known, hash, disk)) {
      return { ...nothing, problems, refused: known?.notices ?? [] };
    }
  }
  const foreign = foreignProblems(disk, context.io);
  const ofNew = lineEndOfNew(disk.files.values(), inputTexts(input).values());
  // An incomplete list of versions would only cause follow-up problems, so each is read alone.
  const sources = problems.length === 0 ? [input] : input.schemas.map((_, at) => alone(input, at));
  const generated = await generateAll(sources, context.io);
  const all = [...problems, ...foreign, ...generated.problems];
  if (all.length > 0) {
    const isOpen = problems.length + foreign.length === 0;
    const undecided = isOpen ? undecidedDifferences(generated, disk, context, ofNew) : [];
    return { ...nothing, problems: all, undecided };
  }
  const { files } = generated;
  const refused = [
    ...deprecatedNotices(folders, generated.deprecated),
    ...refusedNotices(folders, generated.refused),
  ];
  const drafts = generated.changedDrafts.map(
    (version) =>
      `${folders.protocol}: the draft v${version} has other bytes than when it was last generated`,
  );
  const lockPath = join(folders.schemasFolder, LOCK_NAME);
  const lock = input.lock === null && !folders.makesLock ? null : generated.lock;
  const nextInput = withLock(input, lock, displayPath(lockPath, context.io));
  const compare = context.mode === "clean" ? replaceOutputs : compareOutputs;
  return {
    ...nothing,
    problems: [],
    notices: [...nothing.notices, ...drafts],
    fileCount: files.size,
    differences: compare(files, disk, ofNew),
    lockChange: lockChange(folders, input, lock, ofNew),
    refused,
    refusedPlaces: generated.refused,
    cached: {
      ...cachedOutput(inputHash(nextInput, context.fingerprint), files),
      notices: refused,
      configuredFor: folders.makesLock ? folders.schemasFolder : null,
      namedFor: folders.makesLock ? null : folders.schemasFolder,
    },
  };
}

/**
 * Working converters are replaced by types only where a scaffold is asked for: the others go on
 * working while a draft is edited.
 */
function undecidedDifferences(
  { undecided }: AllGenerated,
  disk: OutputFolder,
  { mode, scaffolds }: GenerateContext,
  ofNew: LineEnd,
): readonly Difference[] {
  if (undecided === null || mode === "check") return [];
  const lost = [...undecided].filter(([name, text]) => {
    const found = disk.files.get(name);
    return text.includes(TYPES_ONLY) && found !== undefined && !found.includes(TYPES_ONLY);
  });
  if (lost.length > 0 && !scaffolds) return [];
  return compareOutputs(undecided, disk, ofNew).filter(({ kind }) => kind !== "orphaned");
}

/** The input that the next run will read. */
function withLock(input: ProtocolSource, text: string | null, file: string): ProtocolSource {
  return text === null ? input : { ...input, lock: { file, text } };
}

function lockChange(
  { schemasFolder }: ProtocolFolders,
  { lock }: ProtocolSource,
  text: string | null,
  ofNew: LineEnd,
): FolderChange {
  const isKept = text !== null && lock !== null && isSameText(lock.text, text);
  if (text === null || isKept) return { folder: schemasFolder, differences: [] };
  const kind = lock === null ? "missing" : "stale";
  const written = withLineEndsOf(lock?.text ?? null, text, ofNew);
  return { folder: schemasFolder, differences: [{ kind, name: LOCK_NAME, text: written }] };
}

function alone(input: ProtocolSource, index: number): ProtocolSource {
  return { ...input, schemas: input.schemas.slice(index, index + 1), decisions: [], lock: null };
}

type AllGenerated = {
  readonly files: ReadonlyMap<string, string>;
  readonly lock: string | null;
  readonly refused: readonly RefusedPlaces[];
  readonly changedDrafts: readonly number[];
  readonly deprecated: readonly DeprecatedPart[];
  readonly undecided: ReadonlyMap<string, string> | null;
  readonly problems: readonly RenderedDiagnostic[];
};

async function generateAll(
  inputs: readonly ProtocolSource[],
  { pipeline }: CommandIo,
): Promise<AllGenerated> {
  const generate = await pipeline.load();
  const files = new Map<string, string>();
  const problems: RenderedDiagnostic[] = [];
  let lock: string | null = null;
  let refused: readonly RefusedPlaces[] = [];
  let changedDrafts: readonly number[] = [];
  let deprecated: readonly DeprecatedPart[] = [];
  let undecided: ReadonlyMap<string, string> | null = null;
  for (const input of inputs) {
    const generated = await generate(input);
    if (generated.ok) {
      lock = generated.lock;
      refused = generated.refused;
      changedDrafts = generated.changedDrafts;
      deprecated = generated.deprecated;
      for (const [name, text] of generated.files) files.set(checkedName(name, text), text);
    } else {
      undecided = generated.undecided;
      const texts = inputTexts(input);
      problems.push(...generated.diagnostics.map((found) => diagnosticProblem(found, texts)));
    }
  }
  return { files, lock, refused, changedDrafts, deprecated, undecided, problems };
}

/** Without the mark, the next run would take the file for one that was not generated. */
function checkedName(name: string, text: string): string {
  if (!text.startsWith(GENERATED_MARK)) throw new Error(`${name} lacks '${GENERATED_MARK}'`);
  if (/[/\\]/.test(name)) throw new Error(`${name} is not directly in the folder of its protocol`);
  return name;
}

function foreignProblems(disk: OutputFolder, io: CommandIo): readonly RenderedDiagnostic[] {
  return disk.foreign.map((name) =>
    pathProblem(
      displayPath(`${disk.folder}/${name}`, io),
      "the file was not generated, but stands in a folder of generated files",
      "move it to another folder, or delete it",
      "file-foreign",
    ),
  );
}
