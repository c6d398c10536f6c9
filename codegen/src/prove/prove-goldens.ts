/**
 * Holds the golden bytes of the published versions against the generated code of today: every entry
 * is read and written as it is, reaches the newest version, and none is missing.
 */

import { isDeepStrictEqual } from "node:util";
import { addGoldens, entryName, type GoldenEntry, type GoldenFile } from "../golden/golden-file.js";
import { fromJson } from "../golden/golden-json.js";
import { makeGoldens } from "../golden/make-goldens.js";
import { applies } from "./condition.js";
import { attemptAny, nameAt } from "./prove-cell.js";
import { callOf, type RunningProtocol } from "./running-protocol.js";
import { type Cell, cellsOf } from "./verdict.js";

export type GoldenProof = {
  readonly entryCount: number;
  /** Each says what is wrong, without the name of the file. */
  readonly failures: readonly string[];
};

/** `file` is the golden file of a published version or of one that has ended. */
export function proveGoldens(running: RunningProtocol, file: GoldenFile): GoldenProof {
  const { planned } = running;
  const { version, entries } = file;
  const isSpoken = planned.versions.includes(version);
  const failures = isSpoken
    ? [...lostEntries(running, file), ...spokenFailures(running, file)]
    : entries.flatMap((entry) => endedFailure(running, version, entry));
  return { entryCount: entries.length, failures };
}

function lostEntries({ planned }: RunningProtocol, file: GoldenFile): readonly string[] {
  const wanted = makeGoldens(planned, file.version);
  const added = addGoldens(file, wanted);
  if (!added.ok) {
    return added.changed.map((name) => `${name}: the entry is not what the schema gives`);
  }
  return added.addedCount === 0 ? [] : [`${added.addedCount} entries are missing`];
}

function spokenFailures(
  running: RunningProtocol,
  { version, entries }: GoldenFile,
): readonly string[] {
  const { planned, droppables } = running;
  const to = planned.versions.at(-1);
  const cells = cellsOf(planned, droppables).filter(
    (cell) => cell.from === version && cell.to === to,
  );
  return entries.flatMap((entry) => {
    const cell = cells.find(({ root, variant }) => {
      return nameAt(running, root, version) === entry.root && variant === entry.variant;
    });
    const failure = spokenFailure(running, version, entry, cell ?? null);
    return failure === null ? [] : [`${entryName(entry)}: ${failure}`];
  });
}

function spokenFailure(
  running: RunningProtocol,
  version: number,
  entry: GoldenEntry,
  cell: Cell | null,
): string | null {
  const name = entry.root;
  const module = running.versions.get(version);
  const bytes = new Uint8Array(Buffer.from(entry.hex, "hex"));
  const value = fromJson(entry.value);
  const decoded = attemptAny(() => callOf(module, `decode${name}`)(bytes.slice()));
  if (!decoded.ok) return `v${version} cannot decode it: ${decoded.issue.kind}`;
  // A list of numbers is a typed array where the project has configured so.
  if (!isDeepStrictEqual(plain(decoded.value), plain(value))) return "it decodes to another value";
  const encoded = attemptAny(() => callOf(module, `encode${name}`)(value) as Uint8Array);
  if (!encoded.ok) return `v${version} cannot encode it: ${encoded.issue.kind}`;
  if (Buffer.compare(encoded.value, bytes) !== 0) return "its value encodes to other bytes";
  // A message that the newest version has removed has no function in the versioned codec.
  if (cell === null) return null;
  const raised = attemptAny(() =>
    callOf(running.versioned, `decode${cell.root}`)(bytes.slice(), version),
  );
  const holding = cell.conditions.map((condition) => applies(condition, value, cell.loops));
  if (raised.ok && holding.includes(true)) return "the newest version accepts it, and must not";
  if (!raised.ok && holding.every((holds) => holds === false)) {
    return `the newest version refuses it: ${raised.issue.kind}`;
  }
  return null;
}

function endedFailure(
  { versioned, planned }: RunningProtocol,
  version: number,
  entry: GoldenEntry,
): readonly string[] {
  const bytes = new Uint8Array(Buffer.from(entry.hex, "hex"));
  // A message that the newest version has removed has no function, which refuses it as well.
  if (!planned.roots.includes(entry.root)) return [];
  const decoded = attemptAny(() => callOf(versioned, `decode${entry.root}`)(bytes, version));
  const isRefused = !decoded.ok && decoded.issue.kind === "unsupported-version";
  return isRefused ? [] : [`${entryName(entry)}: v${version} has ended, and it is not refused`];
}

/** The value with plain arrays in place of typed ones; a Uint8Array is data and stays. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [plain(key), plain(item)]));
  }
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<unknown>);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}
