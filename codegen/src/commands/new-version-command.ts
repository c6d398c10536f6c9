/** `barewire new-version`: the draft of the next version, as a copy of the newest one. */

import { join } from "node:path";
import { parseLock } from "../lock/parse-lock.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { type ExitCode, endWithExitCode, usageFailure } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { type FolderFlags, protocolsSource } from "./generate-request.js";
import { locateProtocols, type ProtocolFolders } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, pathProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { writeOutputs } from "./write-outputs.js";

export type NewVersionFlags = FolderFlags & { readonly allowDraft?: true };

export async function newVersionCommand(
  protocols: readonly string[],
  flags: NewVersionFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const { allowDraft, ...folderFlags } = flags;
    const located = locateProtocols(protocolsSource(protocols, folderFlags), io);
    if (located.problems.length > 0) return report(located.problems, io);
    const [folders, ...others] = located.protocols;
    if (folders === undefined || others.length > 0) {
      const names = located.protocols.map(({ protocol }) => protocol).join(", ");
      throw usageFailure(`name one protocol, as in \`barewire new-version PROTOCOL\`: ${names}`);
    }
    return addVersion(folders, allowDraft === true ? "beside a draft" : "alone", io);
  });
}

function addVersion(
  folders: ProtocolFolders,
  mode: "alone" | "beside a draft",
  io: CommandIo,
): ExitCode {
  const { input, problems } = readInput(folders, io);
  if (problems.length > 0) return report(problems, io);
  const numbers = lockedNumbers(input);
  if (!numbers.ok) return report(numbers.problems, io);
  const newest = input.schemas.at(-1);
  if (newest === undefined) throw new Error("a protocol without a schema is a problem");
  const { protocol, selection, schemasFolder } = folders;
  if (mode === "alone" && !numbers.frozen.includes(newest.version)) {
    const message = `${protocol} v${newest.version} is still a draft, which may change as it is`;
    const help =
      `\`barewire publish${selection} ${newest.version}\` freezes it; ` +
      `\`barewire new-version${selection} --allow-draft\` begins another one beside it`;
    return report([pathProblem(newest.file, message, help, "draft-open")], io);
  }
  const version = Math.max(newest.version, ...numbers.frozen) + 1;
  const name = `v${version}.bare`;
  const text = withVersion(newest.text, newest.version, version);
  const differences = [{ kind: "missing", name, text } as const];
  writeOutputs([{ folder: schemasFolder, differences }], ({ kind, path }) => {
    io.printError(`${kind.padEnd(7)} ${displayPath(path, io)}`);
  });
  const path = displayPath(join(schemasFolder, name), io);
  const end = `next, edit ${path}, and run \`barewire generate${selection} --scaffold\``;
  return reportFindings({ command: "new-version", findings: [], end }, io);
}

type LockedNumbers =
  /** The versions that are not drafts, those that were withdrawn among them. */
  | { readonly ok: true; readonly frozen: readonly number[] }
  | { readonly ok: false; readonly problems: readonly RenderedDiagnostic[] };

function lockedNumbers(input: ProtocolSource): LockedNumbers {
  if (input.lock === null) return { ok: true, frozen: [] };
  const parsed = parseLock(input.lock, input.protocol);
  if (!parsed.ok) {
    const texts = inputTexts(input);
    return { ok: false, problems: parsed.diagnostics.map((at) => diagnosticProblem(at, texts)) };
  }
  const versions = [...parsed.lock.versions];
  const frozen = versions.flatMap(([version, { status }]) => (status === "draft" ? [] : [version]));
  return { ok: true, frozen };
}

/** The comment at the head of a schema may name its version, and only that comment is changed. */
function withVersion(text: string, from: number, to: number): string {
  const head = /^\uFEFF?(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n)*/.exec(text)?.[0] ?? "";
  const named = new RegExp(`\\b(version |v)${from}\\b`, "i");
  return head.replace(named, (_, word) => `${word}${to}`) + text.slice(head.length);
}

function report(findings: readonly RenderedDiagnostic[], io: CommandIo): ExitCode {
  const end = "no version was added";
  return reportFindings({ command: "new-version", findings, end }, io);
}
