/**
 * Tests that durations are measured by a monotonic clock. The time of day may be set at any moment,
 * so it is only for timestamps that are stored, sent or logged, and only these files read it.
 * Packages get time and random numbers from `@barewire/clock`, so that they can be simulated.
 */

import ts from "typescript";
import { expect, test } from "vitest";
import { firstLineOf, HAND_WRITTEN, nodesOf, SOURCES, textOf } from "./repository.js";

const SEED = "a seed that differs from run to run";

/** Every file with `Date` in it, and why. */
const REASONS: Readonly<Record<string, string>> = {
  "packages/clock/src/clock.ts": "the clock that all others are passed",
  "packages/server/src/log-text.ts": "prints the time of a line of the log",
  "packages/storage-cli/src/command/stat-command.ts": "prints when a database was created",
  "bench/results.ts": "the day of a measurement",
  "bench/soak/server-clock.ts": "compares the time of day of a server with its own",
  "test/contract/seeded-random.ts": SEED,
  "test/planted/run.ts": SEED,
  "test/simulation/simulation.test.ts": SEED,
  "test/contract/strict-encode.test.ts": "a value of a wrong type",
  "test/evolution/wrong-values.test.ts": "a value of a wrong type",
  "test/server/movable-clock.ts": "moves the time of day of a server",
  "test/server/set-clock.test.ts": "compares the time of day of a server with its own",
  "test/vfs/hostile-values.ts": "values of a wrong type",
  "test/vfs/arguments.test.ts": "passes a date where a parameter is expected",
};

/**
 * The names that a source may give the time of day, so that it is not mistaken for a clock of
 * durations.
 */
const EPOCH_NAMES: readonly string[] = ["epochMs", "nowMs"];

/** Uses of the global as a value: `Date.now`, `new Date()`, or to pass it on. */
function usesOf(path: string): readonly ts.Node[] {
  // Parsing all files takes seconds.
  if (!textOf(path).includes("Date")) return [];
  return nodesOf(path).filter(
    (node) => ts.isIdentifier(node) && node.text === "Date" && !isType(node) && !isName(node),
  );
}

function isType(node: ts.Node): boolean {
  return ts.isTypeReferenceNode(node.parent) || ts.isTypeQueryNode(node.parent);
}

/** It is what a property of something else is called. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

test("only files with a reason ask for the time of day", () => {
  const using = HAND_WRITTEN.filter((path) => usesOf(path).length > 0);
  expect(using.toSorted()).toEqual(Object.keys(REASONS).toSorted());
});

test("sources call the time of day what it is", () => {
  const wrong = SOURCES.flatMap((path) =>
    usesOf(path)
      .filter((node) => isNow(node) && !EPOCH_NAMES.includes(propertyOf(node)))
      .map((node) => `${path}:${firstLineOf(node)}`),
  );
  expect(wrong).toEqual([]);
});

/** Globals that tell time or make random numbers, and modules of Node that do. */
const TIME_AND_CHANCE = new RegExp(
  [
    String.raw`\b(?:performance\.now|node:timers|Math\.random)\b`,
    String.raw`\b(?:setTimeout|setInterval|getRandomValues|randomFillSync|randomUUID)\(`,
  ].join("|"),
);

/** Sources that use one of them, and why. */
const OWN_TIME: Readonly<Record<string, string>> = {
  "codegen/src/cli.ts": "the generator depends on no package; the duration that a command prints",
  "codegen/src/commands/folder-watch.ts":
    "the generator depends on no package; quiet after changes",
  "codegen/src/commands/prove-process.ts":
    "the generator depends on no package; watches a process that may not return",
  "codegen/src/commands/testing.ts":
    "the generator depends on no package; the duration that a command prints",
  "packages/clock/src/clock.ts": "the clock that all others are passed",
  "packages/clock/src/random.ts": "the random numbers that all others are passed",
  "packages/storage-cli/src/command/inspect-stored.ts": "gives way to the event loop",
  "packages/storage-cli/src/sqlite-check/snapshot-pages.ts": "gives way to the event loop",
};

test("packages take time and random numbers from @barewire/clock", () => {
  const using = SOURCES.filter((path) => TIME_AND_CHANCE.test(textOf(path)));
  expect(using.toSorted()).toEqual(Object.keys(OWN_TIME).toSorted());
});

/** It asks for the present, where `new Date(ms)` only prints. */
function isNow({ parent }: ts.Node): boolean {
  return !(ts.isNewExpression(parent) && parent.arguments?.length === 1);
}

/** The property that `node` is the value of, or that the function around it is the value of. */
function propertyOf(node: ts.Node): string {
  let at: ts.Node = node;
  while (!ts.isPropertyAssignment(at) && !ts.isStatement(at) && !ts.isSourceFile(at))
    at = at.parent;
  return ts.isPropertyAssignment(at) ? at.name.getText() : "";
}
