/**
 * `barewire test`: proves protocols with values. Every message goes from every version to every
 * other through the generated code, in a process of its own, and arrives as the schemas and the
 * decisions say; published versions read and write their golden bytes. It alone writes the page of
 * the matrix.
 */

import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ExamplesText } from "../examples/read-examples.js";
import type { GoldenFile } from "../golden/golden-file.js";
import { GOLDEN_FOLDER } from "../golden/golden-file.js";
import { type PlannedProtocol, planProtocol } from "../planned-protocol.js";
import { compatibilityPage } from "../prove/compatibility-page.js";
import type { ProofFailure, UpgradeJob } from "../prove/proof-job.js";
import { stepModules } from "../prove/running-protocol.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { type ExitCode, endWithExitCode } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { commitFile, fileExists, readText, stageFile } from "./disk.js";
import { type ExampleFiles, exampleFiles, exampleOffset } from "./example-files.js";
import { differenceFindings } from "./generate-command.js";
import { generateOutcome } from "./generate-protocol.js";
import { counted } from "./generate-report.js";
import { type FolderFlags, generateRequest } from "./generate-request.js";
import { goldenFiles } from "./golden-files.js";
import { type Located, locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import { type ProofOutcome, proveInProcess } from "./prove-process.js";
import { readInput } from "./read-inputs.js";
import { pathProblem, type RenderedDiagnostic, textProblem } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { wholeNumber } from "./version-argument.js";

export type TestFlags = FolderFlags & {
  readonly check?: true;
  readonly seed?: string;
  readonly values?: string;
  readonly timeout?: string;
  readonly memory?: string;
};

export async function testCommand(
  protocols: readonly string[],
  flags: TestFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const { findings, summaries } = await testProtocols(protocols, flags, io);
    const failed = findings.length > 0 ? [counted(findings.length, "finding")] : [];
    const end = [...summaries, ...failed].join("\n");
    return reportFindings({ command: "test", findings, end }, io);
  });
}

export type Tested = {
  readonly findings: readonly RenderedDiagnostic[];
  /** One line for each protocol that was proved. */
  readonly summaries: readonly string[];
};

export async function testProtocols(
  protocols: readonly string[],
  flags: TestFlags,
  io: CommandIo,
): Promise<Tested> {
  const settings = settingsOf(flags, 100);
  const { check, seed: _, values: __, timeout: ___, memory: ____, ...folders } = flags;
  const request = generateRequest(protocols, { ...folders, check: true });
  const located = locateProtocols(request.source, io);
  for (const notice of located.notices) io.printError(notice);
  const findings: RenderedDiagnostic[] = [...located.problems];
  const summaries: string[] = [];
  const planned: PlannedProtocol[] = [];
  for (const place of located.protocols) {
    const ready = await readyProtocol(place, request, io);
    findings.push(...ready.findings);
    if (ready.planned === null) continue;
    planned.push(ready.planned);
    const proved = await proveOne({ ...ready, planned: ready.planned, place }, settings, io);
    findings.push(...proved.findings);
    summaries.push(...proved.summaries);
  }
  const isWhole = protocols.length === 0 && planned.length === located.protocols.length;
  // A page is the word of a proof: what was not proved is not printed.
  if (isWhole && planned.length > 0 && findings.length === 0) {
    findings.push(...writePage(located, planned, check === true ? "check" : "write", io));
  }
  return { findings, summaries };
}

export type ProofSettings = {
  readonly seed: number;
  readonly randomCount: number;
  readonly callMs: number;
  readonly memoryMb: number;
};

export function settingsOf(
  { seed, values, timeout, memory }: Omit<TestFlags, "check">,
  usualValues: number,
): ProofSettings {
  return {
    // Equal runs are worth more to a pipeline than new values; others are chosen by --seed.
    seed: wholeNumber("seed", seed, 1),
    randomCount: wholeNumber("values", values, usualValues),
    callMs: wholeNumber("timeout", timeout, 10) * 1000,
    memoryMb: wholeNumber("memory", memory, 1024),
  };
}

type Ready = {
  readonly findings: readonly RenderedDiagnostic[];
  /** Null if there is nothing that a proof could run. */
  readonly planned: PlannedProtocol | null;
  readonly input: ProtocolSource;
};

/** Code that is stale would be proved in place of what the schemas say. */
export async function readyProtocol(
  place: ProtocolFolders,
  request: ReturnType<typeof generateRequest>,
  io: CommandIo,
): Promise<Ready> {
  const context = {
    mode: "check",
    scaffolds: false,
    io,
    cache: new Map(),
    fingerprint: "",
  } as const;
  const outcome = await generateOutcome(place, context);
  const { input } = readInput(place, io);
  const stale = differenceFindings([outcome, outcome.lockChange], request, io);
  const findings = [...outcome.problems, ...stale];
  if (findings.length > 0) return { findings, planned: null, input };
  const plan = await planProtocol(input);
  return { findings, planned: plan.ok ? plan.planned : null, input };
}

export type ProvableProtocol = {
  readonly planned: PlannedProtocol;
  readonly input: ProtocolSource;
  readonly place: ProtocolFolders;
};

async function proveOne(
  provable: ProvableProtocol,
  settings: ProofSettings,
  io: CommandIo,
): Promise<Tested> {
  const { planned, place } = provable;
  const goldens = goldenFiles(place, planned, io);
  const examples = exampleFiles(place, planned, io);
  const files = { goldens: goldens.files, examples };
  const { outcome, findings } = await runProvable(
    provable,
    { settings, upgrades: null, files },
    io,
  );
  return {
    findings: [...goldens.problems, ...examples.problems, ...findings],
    summaries: [summaryLine(planned, outcome, goldens.files)],
  };
}

type Work = {
  readonly settings: ProofSettings;
  /** The search that is wanted in place of the proof. */
  readonly upgrades: UpgradeJob | null;
  readonly files: { readonly goldens: readonly GoldenFile[]; readonly examples: ExampleFiles };
};

export async function runProvable(
  { planned, input, place }: ProvableProtocol,
  { settings, upgrades, files: { goldens, examples } }: Work,
  io: CommandIo,
): Promise<{ readonly outcome: ProofOutcome; readonly findings: readonly RenderedDiagnostic[] }> {
  const { seed, randomCount, callMs, memoryMb } = settings;
  const job = {
    source: input,
    generated: generatedUrls(place, planned),
    decisions: new Map(
      input.decisions
        .filter(({ fromVersion }) => planned.versions.includes(fromVersion))
        .map(({ file, fromVersion, toVersion }) => {
          const url = urlOf(join(place.decisionsFolder, basename(file)));
          return [`v${fromVersion}-v${toVersion}`, url] as const;
        }),
    ),
    goldens,
    examples: examples.examples,
    upgrades,
    seed,
    randomCount,
  };
  const outcome = await proveInProcess(job, place.baseFolder, { callMs, memoryMb });
  const findings = proofFindings({ planned, input, place }, outcome, examples.texts, io);
  return { outcome, findings };
}

function generatedUrls(
  { outFolder }: ProtocolFolders,
  planned: PlannedProtocol,
): ReadonlyMap<string, string> {
  const versions = planned.versions.map((version) => `v${version}`);
  const names = ["versions", ...versions, ...stepModules(planned)];
  return new Map(
    names.map((name) => {
      const isTypeScript = fileExists(join(outFolder, `${name}.ts`));
      return [name, urlOf(join(outFolder, `${name}.${isTypeScript ? "ts" : "js"}`))];
    }),
  );
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}

function summaryLine(
  { protocol }: PlannedProtocol,
  { summary }: ProofOutcome,
  goldens: readonly GoldenFile[],
): string {
  if (summary === null) return `${protocol}: not proved`;
  const { cellCount, carried, refused, goldenCount } = summary;
  const bytes = counted(goldenCount, "golden message");
  const cells = `${counted(cellCount, "cell")} with ${carried} values carried, ${refused} refused`;
  return `${protocol}: ${cells}; ${bytes} of ${counted(goldens.length, "version")}`;
}

function proofFindings(
  { planned, input, place }: ProvableProtocol,
  { failures, end }: ProofOutcome,
  examples: readonly ExamplesText[],
  io: CommandIo,
): readonly RenderedDiagnostic[] {
  const provable = { planned, input, place };
  const told = failures.map((failure) => failureFinding(failure, provable, examples, io));
  if (end === null) return told;
  const [, key, step] = /^the decision "(.+)" of (v\d+-v\d+)/.exec(end) ?? [];
  const help = "correct it; `--timeout` and `--memory` set other limits";
  return [...told, decisionFinding({ key, step, message: end, help }, input, place, io)];
}

function failureFinding(
  { about, message }: ProofFailure,
  { input, place }: ProvableProtocol,
  examples: readonly ExamplesText[],
  io: CommandIo,
): RenderedDiagnostic {
  switch (about.kind) {
    case "golden": {
      const path = join(place.schemasFolder, GOLDEN_FOLDER, `v${about.version}.json`);
      const help = "restore the file from version control; published bytes never change";
      return pathProblem(displayPath(path, io), message, help, "golden");
    }
    case "module": {
      const path = new URL(about.url).pathname;
      return pathProblem(displayPath(path, io), message, "correct it, and run it again", "module");
    }
    case "example": {
      const text = examples.find(({ file }) => file === about.file)?.text ?? "";
      const suggestion = "correct the decision of that step, or the example if it is wrong";
      const offset = exampleOffset(text, about.number);
      return textProblem(about.file, text, { code: "example", offset, message, suggestion });
    }
    case "upgrade": {
      const key = /`([^`]+)`(?:, `[^`]+`)* loses data/.exec(message)?.[1];
      const help = "correct the decision of that step; what it loses on purpose it declares";
      return decisionFinding({ key, step: about.step, message, help }, input, place, io);
    }
    case "cell": {
      const key = /`([^`]+)`(?:, `[^`]+`)* loses data/.exec(message)?.[1];
      const help =
        key === undefined
          ? "correct the decision of that step; a generated file is never edited"
          : "convert without loss, `refuse` what cannot come back, or declare it by `drop`";
      return decisionFinding({ key, step: undefined, message, help }, input, place, io);
    }
    default:
      return about satisfies never;
  }
}

type DecisionFailure = {
  readonly key: string | undefined;
  readonly step: string | undefined;
  readonly message: string;
  readonly help: string;
};

/** Points at the decision in its file, where it is known. */
function decisionFinding(
  { key, step, message, help }: DecisionFailure,
  { decisions, schemas }: ProtocolSource,
  { schemasFolder }: ProtocolFolders,
  io: CommandIo,
): RenderedDiagnostic {
  const found = decisions.find(({ fromVersion, toVersion, text }) => {
    const isStep = step === undefined || step === `v${fromVersion}-v${toVersion}`;
    return key === undefined ? step !== undefined && isStep : isStep && hasKey(text, key);
  });
  if (found === undefined) {
    const file = schemas.at(-1)?.file ?? displayPath(schemasFolder, io);
    return pathProblem(file, message, help, "proof");
  }
  const offset = Math.max(0, key === undefined ? 0 : found.text.search(keyPattern(key)));
  return textProblem(found.file, found.text, {
    code: "proof",
    offset,
    message,
    suggestion: help,
  });
}

function hasKey(text: string, key: string): boolean {
  return keyPattern(key).test(text);
}

/** A key of one word may stand without quotes. */
function keyPattern(key: string): RegExp {
  const escaped = key.replaceAll(/[.$]/g, "\\$&");
  return new RegExp(`(?:"${escaped}"|(?<=^\\s*)${escaped}(?=:))`, "m");
}

/** The page is for people, so only a project that names a file for it has one. */
function writePage(
  { project }: Located,
  planned: readonly PlannedProtocol[],
  mode: "check" | "write",
  io: CommandIo,
): readonly RenderedDiagnostic[] {
  const path = project?.compatibilityPath ?? null;
  if (path === null) return [];
  const page = compatibilityPage(planned);
  if (fileExists(path) && readText(path) === page) return [];
  const file = displayPath(path, io);
  if (mode === "check") {
    return [pathProblem(file, "the file is stale", "run `barewire test`", "stale")];
  }
  commitFile(stageFile(path, page));
  io.printError(`wrote   ${displayPath(join(dirname(path), basename(path)), io)}`);
  return [];
}
