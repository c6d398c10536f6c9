/**
 * A protocol of ten versions with every hard case: values go from each version to each other one by
 * way of the newest, and the table of what is lost on the way is on file.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { type CompiledProtocol, callExport, compileProtocol } from "./compile-protocol.js";
import { readCase } from "./corpus.js";

const VERSIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const LOSSES = join(
  import.meta.dirname,
  "../../codegen/corpus/evolve/ten-versions/expected-losses.md",
);

/** The value of version 10, of which each version writes what it can represent. */
const NEWEST = {
  draw: { at: 5_000n },
  person: { first: "Ada", last: "Lovelace" },
  peer: { addr: "h:1" },
  level: { tag: "High", val: null },
  codes: [1, 2],
  note: "n",
  entries: [
    { tag: "str", val: "new" },
    { tag: "Drawing", val: { at: 7_000n } },
  ],
  timeoutMs: 9,
};

let protocol: CompiledProtocol;

beforeAll(async () => {
  const { texts } = await readCase("ten-versions");
  protocol = await compileProtocol(texts);
}, 120_000);

function call(name: string, ...args: unknown[]): unknown {
  return callExport(protocol, "versions.ts", name, ...args);
}

/** The value in the newest version after a peer of `version` has received and sent it. */
function through(value: unknown, version: number): Record<string, unknown> {
  const bytes = call("encodeSummary", value, version);
  return call("decodeSummary", bytes, version) as Record<string, unknown>;
}

/** The fields that arrive otherwise than they were sent. */
function lost(sent: Record<string, unknown>, arrived: Record<string, unknown>): string {
  const names = Object.keys(sent).filter((name) => !isDeepStrictEqual(sent[name], arrived[name]));
  return names.length === 0 ? "all" : `not ${names.join(", ")}`;
}

test("what is lost between two versions is on file", () => {
  const rows = VERSIONS.map((from) => {
    const written = through(NEWEST, from);
    return `| v${from} | ${VERSIONS.map((to) => lost(written, through(written, to))).join(" | ")} |`;
  });
  const header = ["from", ...VERSIONS.map((to) => `to v${to}`)];
  const table = [
    "What arrives of a message of one version at a peer of another, by way of v10.",
    "",
    `| ${header.join(" | ")} |`,
    `|${header.map(() => "---|").join("")}`,
    ...rows,
    "",
  ].join("\n");
  if (process.env["BAREWIRE_UPDATE_CORPUS"] !== undefined) writeFileSync(LOSSES, table);
  expect(table).toBe(readFileSync(LOSSES, "utf8"));
});

test("the encoder is told what was left out, and where", () => {
  const told: [string, number][] = [];
  const onOmitted = (path: string, count: number) => told.push([path, count]);
  for (const version of VERSIONS) call("encodeSummary", NEWEST, version, { onOmitted });
  expect(told).toEqual(VERSIONS.slice(0, -1).map(() => ["Summary.entries", 1]));
});

test("what a decision makes that is out of bounds is refused, with the cause", () => {
  const value = { ...NEWEST, peer: { addr: "h:x" } };
  const attempt = () => call("encodeSummary", value, 2);
  expect(attempt).toThrow(
    expect.objectContaining({
      cause: expect.objectContaining({ cause: expect.any(RangeError) }),
      issue: expect.objectContaining({
        kind: "not-representable",
        version: 2,
        path: "Summary.peer",
        reason: "v6 cannot hold its Peer.port: number is not an integer from 0 to 65535",
      }),
    }),
  );
});

test("what versions have follows the renames, and the gap", () => {
  const supported = (path: string) => VERSIONS.filter((version) => call("supports", version, path));
  expect(supported("Summary.note")).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10]);
  for (const path of ["Summary", "Summary.timeoutMs", "Drawing.at", "Entry.Drawing", "Level"]) {
    expect([path, supported(path)]).toEqual([path, VERSIONS]);
  }
  expect(supported("Person.first")).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  expect(supported("Entry.str")).toEqual([10]);
});
