/**
 * `barewire upgrade-test`: tries all orders in which three nodes are upgraded and rolled back while
 * a message goes between them and a record of it is kept. It executes the code of the project in a
 * process of its own, as `barewire test` does, and writes nothing.
 */

import type { UpgradeSummary } from "../prove/proof-job.js";
import { type ExitCode, endWithExitCode } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { exampleFiles } from "./example-files.js";
import { counted } from "./generate-report.js";
import { type FolderFlags, generateRequest } from "./generate-request.js";
import { locateProtocols } from "./locate-protocols.js";
import type { RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { readyProtocol, runProvable, settingsOf } from "./test-command.js";
import { wholeNumber } from "./version-argument.js";

export type UpgradeTestFlags = FolderFlags & {
  readonly seed?: string;
  readonly values?: string;
  readonly states?: string;
  readonly timeout?: string;
  readonly memory?: string;
};

export async function upgradeTestCommand(
  protocols: readonly string[],
  flags: UpgradeTestFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const settings = settingsOf(flags, 20);
    const { states, seed: _, values: __, timeout: ___, memory: ____, ...folders } = flags;
    const maxStates = wholeNumber("states", states, 4_000);
    const request = generateRequest(protocols, { ...folders, check: true });
    const located = locateProtocols(request.source, io);
    for (const notice of located.notices) io.printError(notice);
    const findings: RenderedDiagnostic[] = [...located.problems];
    const searched: Searched[] = [];
    for (const place of located.protocols) {
      const ready = await readyProtocol(place, request, io);
      findings.push(...ready.findings);
      const { planned, input } = ready;
      if (planned === null) continue;
      const examples = exampleFiles(place, planned, io);
      const { randomCount } = settings;
      const upgrades = { randomCount, maxStates, directions: place.directions };
      const work = { settings, upgrades, files: { goldens: [], examples } };
      const { outcome, findings: found } = await runProvable({ planned, input, place }, work, io);
      findings.push(...examples.problems, ...found);
      const { protocol } = planned;
      searched.push({ protocol, exampleCount: examples.examples.length, search: outcome.search });
    }
    const failed = findings.length > 0 ? [counted(findings.length, "finding")] : [];
    const end = [...searched.flatMap(summaryLines), ...failed].join("\n");
    return reportFindings({ command: "upgrade-test", findings, end, result: { searched } }, io);
  });
}

type Searched = {
  readonly protocol: string;
  readonly exampleCount: number;
  /** Null if the search did not end. */
  readonly search: UpgradeSummary | null;
};

function summaryLines({ protocol, exampleCount, search }: Searched): readonly string[] {
  if (search === null) return [`${protocol}: not searched`];
  const { losses, messageCount, stateCount, partialCount } = search;
  const all = partialCount === 0 ? "all of them" : `not all of ${counted(partialCount, "message")}`;
  const examples = exampleCount === 0 ? "no examples" : counted(exampleCount, "example");
  return [
    `${protocol}: ${counted(messageCount, "message")} in ${counted(stateCount, "state")} of ` +
      `three nodes, ${all}; ${examples}; ${losses.length} declared losses`,
    ...losses.map((loss) => `  ${loss}`),
  ];
}
