/** `barewire describe`: the JSON that it prints, and what it says where there is none. */

import * as fs from "node:fs";
import { openSchema, type VersionDescription } from "@barewire/inspect";
import type { ProtocolDescription } from "@barewire/inspect/convert";
import { afterEach, beforeEach, expect, test } from "vitest";
import { descriptionValidator } from "../inspect/description-validator.js";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write("schemas/chat/v1.bare", "type Post struct {\n  text: str\n}\n");
  project.write(
    "schemas/chat/v2.bare",
    "# What is said.\ntype Post struct {\n  text: str\n  # Whom it answers.\n  reply: optional<u32>\n}\n",
  );
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return checkRun(project, line, exitCode, says);
}

test("a protocol is printed as JSON that is valid by the published schema", async () => {
  const text = await check("barewire describe chat", 0);
  const description = JSON.parse(text) as ProtocolDescription;
  expect(descriptionValidator()(description)).toBe(null);
  expect(description.versions.map(({ version }) => version)).toEqual([1, 2]);
  expect(description.messages.map(({ name }) => name)).toEqual(["Post"]);
  // The name may be left out where there is one protocol, and folders name it as well.
  expect(await check("barewire describe", 0)).toBe(text);
  expect(await check("barewire describe --schemas schemas/chat", 0)).toBe(text);
});

test("a version has the comments of its schema, and the versions that have its parts", async () => {
  const description = JSON.parse(await check("barewire describe chat 2", 0)) as VersionDescription;
  expect(descriptionValidator()(description)).toBe(null);
  const { parts } = openSchema(description);
  expect(parts.get("Post")).toMatchObject({ doc: "What is said.", since: null, until: null });
  expect(parts.get("Post.reply")).toMatchObject({ doc: "Whom it answers.", since: 2, until: null });
  expect(parts.get("Post.text")).toMatchObject({ doc: null, since: null, until: null });
  expect(await check("barewire describe v2", 0)).toBe(JSON.stringify(description, null, 2));
});

test("what cannot be described says why", async () => {
  await check("barewire describe chat 3", 2, "chat has no v3; there are v1, v2");
  await check("barewire describe chat 1 2", 2, "name at most one version");
  await check("barewire describe chats", 2, "chats");
  project.write("schemas/game/v1.bare", "type Move u8\n");
  await check("barewire describe", 2, "name one protocol", "chat, game");
  project.write("schemas/chat/v3.bare", "type Post struct {\n  text: str\n  size: u8\n}\n");
  await check("barewire describe chat", 100, "the decisions from v2 to v3 are missing");
  project.write("schemas/chat/v3.bare", "type Post struct {\n");
  await check("barewire describe chat", 100, "schemas/chat/v3.bare");
});
