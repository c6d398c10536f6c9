/**
 * `barewire rollout`: who is deployed first, which messages and answers a mix of versions refuses,
 * what a rollback loses, and which versions can be retired. It executes no code of the project.
 */

import { resolve } from "node:path";
import {
  type Deployed,
  type Mix,
  type Retirement,
  type Rollout,
  retirements,
  rolloutOf,
} from "../prove/rollout.js";
import { type ExitCode, endWithExitCode, usageFailure } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { fileExists, readText } from "./disk.js";
import { type FolderFlags, protocolsSource } from "./generate-request.js";
import { locateProtocols } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, type RenderedDiagnostic } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { versionNumber } from "./version-argument.js";

export type RolloutFlags = FolderFlags & { readonly deployed?: string };

export async function rolloutCommand(
  words: readonly string[],
  flags: RolloutFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const { deployed: path, ...folders } = flags;
    const named = folders.schemas === undefined ? words.slice(0, 1) : [];
    const located = locateProtocols(protocolsSource(named, folders), io);
    const [place, ...others] = located.protocols;
    const report = (findings: readonly RenderedDiagnostic[]) =>
      reportFindings({ command: "rollout", findings }, io);
    if (located.problems.length > 0) return report(located.problems);
    if (place === undefined || others.length > 0) {
      throw usageFailure("name one protocol, as in `barewire rollout PROTOCOL`");
    }
    const { input, problems } = readInput(place, io);
    if (problems.length > 0) return report(problems);
    const { planProtocol } = await import("../planned-protocol.js");
    const plan = await planProtocol(input);
    if (!plan.ok) {
      const texts = inputTexts(input);
      return report(plan.diagnostics.map((found) => diagnosticProblem(found, texts)));
    }
    const { planned } = plan;
    const { from, to } = versionsOf(words.slice(named.length), planned.versions);
    const rollout = rolloutOf(planned, place.directions, { from, to });
    const deployed = path === undefined ? null : readDeployed(path, io);
    const retired = deployed === null ? [] : retirements(planned, deployed);
    const isText = io.output === undefined || io.output.format === "text";
    if (isText) io.print(rolloutText(rollout, retired));
    return reportFindings(
      { command: "rollout", findings: [], result: { rollout, retirements: retired } },
      isText ? { ...io, print: () => {} } : io,
    );
  });
}

function versionsOf(words: readonly string[], versions: readonly number[]) {
  const [newest = 0, before = newest] = versions.toReversed();
  const [from = before, to = newest, ...rest] = words.map(versionNumber);
  const unknown = [from, to].find((version) => !versions.includes(version));
  if (rest.length > 0) throw usageFailure("name at most two versions, the older one first");
  if (unknown !== undefined) {
    const there = versions.map((version) => `v${version}`).join(", ");
    throw usageFailure(`there is no v${unknown}; there are ${there}`);
  }
  if (from >= to) throw usageFailure(`name the older version first, got v${from} and v${to}`);
  return { from, to };
}

/** `{ "client": [2, 3], "server": [3], "stored": [1] }`, each the newest version of a build. */
function readDeployed(path: string, io: CommandIo): Deployed {
  const absolute = resolve(io.workingFolder, path);
  const text = fileExists(absolute) ? readText(absolute) : null;
  if (text === null) throw usageFailure(`--deployed: there is no file ${path}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw usageFailure(`--deployed: ${path} is not JSON`);
  }
  const record = (typeof json === "object" && json !== null ? json : {}) as Record<string, unknown>;
  const listOf = (key: keyof Deployed): readonly number[] => {
    const found = record[key] ?? [];
    const isList = Array.isArray(found) && found.every((item) => Number.isInteger(item));
    if (isList) return found as readonly number[];
    throw usageFailure(`--deployed: "${key}" of ${path} must be a list of versions`);
  };
  return { client: listOf("client"), server: listOf("server"), stored: listOf("stored") };
}

const ORDERS: Readonly<Record<Rollout["first"], string>> = {
  server: "deploy every server first, then the clients",
  client: "deploy every client first, then the servers",
  either: "either side may be deployed first",
  neither: "neither order answers every request: a step between is needed",
  unknown: 'the order is unknown, as no "sends" and "answers" are configured',
};

function rolloutText(
  { from, to, first, mixes, rollback }: Rollout,
  retired: readonly Retirement[],
): string {
  const mixed = first === "unknown" ? [] : mixes.flatMap(mixLines);
  const lost = rollback.map(({ message, kind }) => `  ${message}: ${kind}`);
  const none = "  nothing that is written for the older version";
  return [
    `v${from} to v${to}: ${ORDERS[first]}`,
    ...mixed,
    "",
    `a rollback to v${from}: a record that was written as v${to} is refused; written for v${from}, it loses`,
    ...(lost.length === 0 ? [none] : lost),
    ...(retired.length === 0 ? [] : ["", ...retired.map(retirementLine)]),
  ].join("\n");
}

function mixLines({ client, server, refused }: Mix): readonly string[] {
  const title = `clients of v${client} with servers of v${server}`;
  if (refused.length === 0) return ["", `${title}: nothing is refused`];
  return [
    "",
    `${title}:`,
    ...refused.map(({ message, sender, isPartial, answerTo }) => {
      const values = isPartial ? "some values are refused" : "refused";
      const left = answerTo === null ? "" : `; ${answerTo} stays without its answer`;
      return `  ${message} of the ${sender}: ${values}${left}`;
    }),
  ];
}

function retirementLine({ version, neededBy }: Retirement): string {
  return neededBy.length === 0
    ? `v${version} can be retired`
    : `v${version} cannot be retired: ${neededBy.join(", ")}`;
}
