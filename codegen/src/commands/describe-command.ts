/** `barewire describe`: prints a protocol, or one of its versions, as JSON. Writes no file. */

import { EXIT_OK, type ExitCode, endWithExitCode, usageFailure } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { type FolderFlags, protocolsSource } from "./generate-request.js";
import { locateProtocols } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { versionNumber } from "./version-argument.js";

/** `words` are a protocol and a version, of which each may be left out. */
export async function describeCommand(
  words: readonly string[],
  flags: FolderFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const { protocols, version } = describeArguments(words, flags);
    const located = locateProtocols(protocolsSource(protocols, flags), io);
    if (located.problems.length > 0) return report(located.problems, io);
    const [folders, ...others] = located.protocols;
    if (folders === undefined || others.length > 0) {
      const names = located.protocols.map(({ protocol }) => protocol).join(", ");
      throw usageFailure(`name one protocol, as in \`barewire describe PROTOCOL\`: ${names}`);
    }
    const { input, problems } = readInput(folders, io);
    if (problems.length > 0) return report(problems, io);
    const { describe } = await import("../describe.js");
    const described = await describe(input);
    if (!described.ok) {
      const texts = inputTexts(input);
      return report(
        described.diagnostics.map((diagnostic) => diagnosticProblem(diagnostic, texts)),
        io,
      );
    }
    const { versions } = described.description;
    const known = versions.find((found) => found.version === version);
    if (version !== null && known === undefined) {
      const there = versions.map((found) => `v${found.version}`).join(", ");
      throw usageFailure(`${folders.protocol} has no v${version}; there are ${there}`);
    }
    io.print(JSON.stringify(known ?? described.description, null, 2));
    return EXIT_OK;
  });
}

function describeArguments(words: readonly string[], { schemas }: FolderFlags) {
  const [first, ...rest] = words;
  const isVersion = first !== undefined && /^v?\d+$/.test(first);
  if (schemas !== undefined && first !== undefined && !isVersion) {
    throw usageFailure(`--schemas names the protocol by its folder; leave out '${first}'`);
  }
  const isNamed = first !== undefined && !isVersion;
  const versions = isNamed ? rest : words;
  if (versions.length > 1) {
    throw usageFailure("name at most one version, as in `barewire describe PROTOCOL 2`");
  }
  const [version] = versions;
  return {
    protocols: isNamed ? [first] : [],
    version: version === undefined ? null : versionNumber(version),
  };
}

function report(findings: readonly RenderedDiagnostic[], io: CommandIo): ExitCode {
  return reportFindings({ command: "describe", findings }, io);
}
