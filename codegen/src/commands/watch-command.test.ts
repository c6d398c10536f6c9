/** `barewire generate --watch` on a project that changes. */

import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type TestFolder, testFolder } from "../../../test/commands/test-folder.js";
import type { Generated } from "../generate.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { generateRequest } from "./generate-request.js";
import { watchCommand } from "./watch-command.js";

let project: TestFolder;

beforeEach(() => {
  project = testFolder();
  project.write(
    "barewire.config.json",
    '{ "schemas": "schemas", "out": "gen", "decisions": "decisions" }',
  );
  project.write("schemas/chat/v1.bare", "type Say str\n");
});

afterEach(() => {
  project.remove();
});

async function copyFirstSchema({ schemas, decisions }: ProtocolSource): Promise<Generated> {
  const { file, text } = schemas[0] ?? { file: "", text: "" };
  if (text.includes("BUG")) throw new Error("a bug of ours");
  if (text.includes("BROKEN")) {
    const code = "unexpected-character" as const;
    const diagnostics = [{ file, code, offset: 0, message: "broken", suggestion: null }];
    return { ok: false, diagnostics, undecided: null };
  }
  const copy = `// @generated from ${text}${decisions.map((source) => source.text).join("")}`;
  return {
    ok: true,
    files: new Map([["v1.ts", copy]]),
    lock: null,
    refused: [],
    changedDrafts: [],
    deprecated: [],
  };
}

/** `change`, and then waits until the lines since the last change contain `expected`. */
type Check = (change: () => void, expected: string) => Promise<void>;

/** Long, for a machine that does much else; a test that passes does not wait for it. */
const PATIENCE_MS = 20_000;

async function waitFor(assertion: () => void): Promise<void> {
  await vi.waitFor(assertion, { timeout: PATIENCE_MS });
}

/** Watches while `steps` run, then stops. Returns the exit code. */
async function watching(steps: (check: Check) => Promise<void>): Promise<number> {
  let lines: string[] = [];
  const stop = new AbortController();
  const io = {
    workingFolder: project.root,
    print: (line: string) => lines.push(line),
    printError: (line: string) => lines.push(line),
    nowMs: () => 0,
    pipeline: { fingerprint: () => "", load: async () => copyFirstSchema },
  };
  const ended = watchCommand(generateRequest([], { watch: true }), io, stop.signal);
  const check: Check = async (change, expected) => {
    lines = [];
    change();
    await waitFor(() => expect(lines.join("\n")).toContain(expected));
  };
  try {
    await waitFor(() => expect(lines.at(-1)).toContain("watching for changes"));
    await steps(check);
  } finally {
    stop.abort();
  }
  return await ended;
}

test("a changed schema is generated again, and stopping ends well", async () => {
  const exitCode = await watching(async (check) => {
    await check(
      () => project.write("schemas/chat/v1.bare", "type Say u8\n"),
      "wrote   gen/chat/v1.ts",
    );
  });
  expect(exitCode).toBe(0);
  expect(fs.readFileSync(join(project.root, "gen/chat/v1.ts"), "utf8")).toContain("type Say u8");
});

test("problems and bugs are reported, and watching goes on", async () => {
  await watching(async (check) => {
    await check(
      () => project.write("schemas/chat/v1.bare", "BROKEN"),
      "1 problem, nothing was written",
    );
    await check(
      () => project.write("schemas/chat/v1.bare", "BUG"),
      "Error: a bug of ours\n    at ",
    );
    await check(
      () => project.write("schemas/chat/v1.bare", "type Say u8\n"),
      "wrote   gen/chat/v1.ts",
    );
  });
});

test("a folder that comes into being is watched from then on", async () => {
  project.write("schemas/chat/v2.bare", "type Say u8\n");
  await watching(async (check) => {
    await check(
      () => project.write("schemas/time/v1.bare", "type Now u64\n"),
      "wrote   gen/time/v1.ts",
    );
    await check(
      () => project.write("schemas/time/v1.bare", "type Now u32\n"),
      "wrote   gen/time/v1.ts",
    );
    await check(() => project.write("decisions/chat/v1-v2.ts", "one"), "wrote   gen/chat/v1.ts");
    await check(() => project.write("decisions/chat/v1-v2.ts", "two"), "wrote   gen/chat/v1.ts");
  });
});

test("a folder that goes away and comes back is watched again", async () => {
  await watching(async (check) => {
    const schemas = join(project.root, "schemas");
    await check(
      () => fs.rmSync(schemas, { recursive: true }),
      'the folder "schemas" does not exist',
    );
    await check(
      () => project.write("schemas/chat/v1.bare", "type Say u8\n"),
      "wrote   gen/chat/v1.ts",
    );
    await check(
      () => project.write("schemas/chat/v1.bare", "type Say u16\n"),
      "wrote   gen/chat/v1.ts",
    );
  });
});

test("a change of the configuration counts, and so does its absence for a while", async () => {
  const config = join(project.root, "barewire.config.json");
  const text = '{ "schemas": "schemas", "out": "elsewhere" }';
  await watching(async (check) => {
    await check(() => fs.rmSync(config), "there is no barewire.config.json");
    await check(() => fs.writeFileSync(config, text), "wrote   elsewhere/chat/v1.ts");
  });
});

test("without a configuration there is nothing to watch", async () => {
  fs.rmSync(join(project.root, "barewire.config.json"));
  const complaints: string[] = [];
  const exitCode = await watchCommand(
    generateRequest([], { watch: true }),
    {
      workingFolder: project.root,
      print: () => {},
      printError: (line) => complaints.push(line),
      nowMs: () => 0,
      pipeline: { fingerprint: () => "", load: async () => copyFirstSchema },
    },
    new AbortController().signal,
  );
  expect(exitCode).toBe(2);
  expect(complaints.join()).toContain("there is no barewire.config.json");
});
