/** The golden bytes of every published version, as the code of today reads and writes them. */

import { execFileSync } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { applies } from "../matrix/condition.js";
import { configuredProtocols, newestVersion, REPOSITORY } from "../matrix/planned-protocol.js";
import { attemptAny, nameAt } from "../matrix/prove-cell.js";
import { callOf, type RunningProtocol, runConfigured } from "../matrix/running-protocol.js";
import { type Cell, cellsOf } from "../matrix/verdict.js";
import { expectRefused } from "./expect-refused.js";
import { entryName, type GoldenEntry, type GoldenFile, lostGoldens } from "./golden-file.js";
import { GOLDEN_FOLDER, goldenNames, parseGolden, readGolden } from "./golden-folder.js";
import { fromJson } from "./json-value.js";
import { publishedVersions } from "./published-versions.js";

const protocols = await configuredProtocols();
const published = protocols.flatMap((planned) =>
  publishedVersions(planned).map((version) => ({ planned, name: planned.protocol, version })),
);

const running = new Map<string, RunningProtocol>();

beforeAll(async () => {
  for (const planned of protocols) running.set(planned.protocol, await runConfigured(planned));
});

function goldenOf(protocol: string, version: number): GoldenFile {
  const file = readGolden(GOLDEN_FOLDER, protocol, version);
  if (file === null) throw new Error(`no golden bytes of ${protocol} v${version}: pnpm golden`);
  return file;
}

function runningOf(protocol: string): RunningProtocol {
  const found = running.get(protocol);
  if (found === undefined) throw new Error(`'${protocol}' is not configured`);
  return found;
}

test.each(published)(
  "every message of $name v$version has golden bytes",
  ({ planned, version }) => {
    const { entries } = goldenOf(planned.protocol, version);
    const graph = planned.graphs.get(version);
    const counts = planned.roots.flatMap((root) => {
      const type = graph?.namedTypes.get(nameAt(runningOf(planned.protocol), root, version))?.type;
      const tags = type?.kind === "union" ? type.variants.map(({ name }) => name) : [null];
      return (type === undefined ? [] : tags).map((tag) => {
        const own = entries.filter((entry) => entry.root === root && entry.variant === tag);
        return { message: `${root} ${tag}`, count: own.length };
      });
    });
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.filter(({ count }) => count < 2)).toEqual([]);
  },
);

test.each(published)("$name v$version reads and writes its golden bytes", ({ name, version }) => {
  const protocol = runningOf(name);
  const { entries } = goldenOf(name, version);
  const failures = entries.filter((entry) => !isReadAndWritten(protocol, version, entry));
  console.log(`golden: ${name} v${version}: ${entries.length} messages`);
  expect(failures.map(entryName)).toEqual([]);
});

function isReadAndWritten(protocol: RunningProtocol, version: number, entry: GoldenEntry): boolean {
  const name = nameAt(protocol, entry.root, version);
  const module = protocol.versions.get(version);
  const bytes = Buffer.from(entry.hex, "hex");
  const value = fromJson(entry.value);
  const decoded = callOf(module, `decode${name}`)(new Uint8Array(bytes), { blobs: "copy" });
  const encoded = callOf(module, `encode${name}`)(value) as Uint8Array;
  return isDeepStrictEqual(decoded, value) && Buffer.compare(encoded, bytes) === 0;
}

test.each(published)("the golden bytes of $name v$version reach the newest version", (subject) => {
  const { planned, name, version } = subject;
  const protocol = runningOf(name);
  const to = newestVersion(planned);
  const cells = cellsOf(planned, protocol.droppables).filter(
    (cell) => cell.from === version && cell.to === to,
  );
  for (const entry of goldenOf(name, version).entries) {
    const cell = cells.find(
      ({ root, variant }) => root === entry.root && variant === entry.variant,
    );
    const bytes = new Uint8Array(Buffer.from(entry.hex, "hex"));
    const raised = attemptAny(() =>
      callOf(protocol.versioned, `decode${entry.root}`)(bytes, version),
    );
    expect(raised.ok, entryName(entry)).toBe(!isRefused(cell, fromJson(entry.value)));
  }
});

/** Tells whether the matrix says that the value is refused. */
function isRefused(cell: Cell | undefined, value: unknown): boolean {
  if (cell === undefined) throw new Error("the matrix has no such message");
  return cell.conditions.some((condition) => applies(condition, value, cell.loops) === true);
}

const ended = protocols.flatMap((planned) =>
  planned.ended.map(({ version }) => ({ planned, name: planned.protocol, version })),
);

test("the golden bytes of every version that has ended are refused", () => {
  for (const { planned, name, version } of ended) {
    expectRefused(runningOf(name).versioned, planned.versions, goldenOf(name, version));
  }
});

test("there are golden bytes of versions that are or were published only", () => {
  const names = [...published, ...ended].map(({ name, version }) => `${name}/v${version}.json`);
  expect(goldenNames(GOLDEN_FOLDER)).toEqual(names.sort());
});

test("no golden entry that was ever committed has changed or gone", () => {
  for (const { name, version } of [...published, ...ended]) {
    const file = goldenOf(name, version);
    for (const committed of committedGoldens(`test/golden/${name}/v${version}.json`)) {
      expect(lostGoldens(committed, file)).toEqual([]);
    }
  }
});

/** The file as each commit had it that changed it; none if there is no history. */
function committedGoldens(path: string): readonly GoldenFile[] {
  const git = (...input: readonly string[]) =>
    execFileSync("git", input, {
      cwd: REPOSITORY,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "ignore"],
    });
  try {
    const commits = git("log", "--format=%H", "--diff-filter=AM", "--", path).split("\n");
    return commits.filter(Boolean).map((commit) => parseGolden(git("show", `${commit}:${path}`)));
  } catch {
    // An archive of the sources has no history.
    return [];
  }
}
