/**
 * `barewire publish <protocol> <version>`: freezes a version, once everything about it is right.
 */

import { join } from "node:path";
import { LOCK_NAME } from "../lock/lock-name.js";
import {
  EXIT_OK,
  EXIT_PROBLEM,
  type ExitCode,
  endWithExitCode,
  usageFailure,
} from "./command-failure.js";
import { locateProtocols, type ProtocolPlace } from "./locate-protocols.js";
import { inputTexts, readInput } from "./read-inputs.js";
import { diagnosticProblem, pathProblem, type ShownProblem } from "./shown-problem.js";
import { type Surroundings, shownPath } from "./surroundings.js";
import { writeOutputs } from "./write-outputs.js";

export async function publishCommand(
  protocol: string,
  versionText: string,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return await endWithExitCode(surroundings.complain, () =>
    publish(protocol, versionText, surroundings),
  );
}

async function publish(
  protocol: string,
  versionText: string,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const version = /^v?([1-9]\d*)$/.exec(versionText)?.[1];
  if (version === undefined) throw usageFailure(`'${versionText}' is not a version; write 2 or v2`);
  const located = locateProtocols({ kind: "config", protocols: [protocol] }, surroundings);
  const [place] = located.places;
  if (located.problems.length > 0 || place === undefined)
    return report(located.problems, surroundings);
  const result = await publishedLock(place, Number(version), surroundings);
  if (!result.ok) return report(result.problems, surroundings);
  const difference = { kind: "stale", name: LOCK_NAME, text: result.text } as const;
  writeOutputs([{ folder: place.schemasFolder, differences: [difference] }], ({ kind, path }) => {
    surroundings.print(`${kind.padEnd(7)} ${shownPath(path, surroundings)}`);
  });
  surroundings.print(`${protocol} v${version} is published: its schema must not change any more`);
  return EXIT_OK;
}

function report(problems: readonly ShownProblem[], surroundings: Surroundings): ExitCode {
  surroundings.complain([...problems, "nothing was published"].join("\n\n"));
  return EXIT_PROBLEM;
}

type LockText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly ShownProblem[] };

async function publishedLock(
  place: ProtocolPlace,
  version: number,
  surroundings: Surroundings,
): Promise<LockText> {
  const { input, problems } = readInput(place, surroundings);
  if (problems.length > 0) return { ok: false, problems };
  const { publishProtocol } = await import("../publish.js");
  const published = await publishProtocol(input, version);
  if (published.ok) return published;
  const texts = inputTexts(input);
  const { refusal } = published;
  const lockPath = shownPath(join(place.schemasFolder, LOCK_NAME), surroundings);
  return {
    ok: false,
    problems: [
      ...published.diagnostics.map((found) => diagnosticProblem(found, texts)),
      ...(refusal === null ? [] : [pathProblem(lockPath, refusal.message, refusal.help)]),
    ],
  };
}
