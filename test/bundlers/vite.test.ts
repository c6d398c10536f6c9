/** The plugin in Vite: a build, a build that watches, and a server whose pages show faults. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { barewire } from "@barewire/unplugin";
import * as vite from "vite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import type { TestFolder } from "../commands/test-folder.js";
import { bundledProject, FAULTY, LONGER, V1 } from "./bundled-project.js";

let project: TestFolder;

beforeEach(() => {
  project = bundledProject();
});

afterEach(() => project.remove());

function config(): vite.InlineConfig {
  return {
    root: project.root,
    configFile: false,
    logLevel: "silent",
    plugins: [barewire.vite({ folder: project.root })],
    build: {
      target: "es2022",
      lib: { entry: join(project.root, "main.ts"), formats: ["es"], fileName: "main" },
    },
  };
}

function printed(): string {
  const bundle = join(project.root, "dist/main.js");
  return execFileSync(process.execPath, [bundle], { encoding: "utf8" }).trim();
}

test("a build generates what it bundles", async () => {
  await vite.build(config());
  expect(printed()).toBe("1 97");
});

test("findings end a build with the first place and all texts", async () => {
  project.write("schemas/notes/v1.bare", FAULTY.replace("text: strr", "text: strr\n  at: u65"));
  const failed = await vite.build(config()).then(
    () => null,
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(Error);
  const text = String(failed);
  expect(text).toContain("schemas/notes/v1.bare:2:9: ");
  expect(text).toContain("schemas/notes/v1.bare:3:7: ");
});

test("a watching build follows schemas, also out of a fault and to a new version", async () => {
  const options = config();
  const built = await vite.build({ ...options, build: { ...options.build, watch: {} } });
  if (!("on" in built)) throw new Error("expected a watcher");
  const events: string[] = [];
  const errors: string[] = [];
  built.on("event", (event) => {
    events.push(event.code);
    if (event.code === "ERROR") errors.push(String(event.error));
    if (event.code === "ERROR" || event.code === "BUNDLE_END") void event.result?.close();
  });
  const prints = async (text: string) =>
    await vi.waitFor(() => {
      expect(events.at(-1)).toBe("END");
      expect(printed()).toBe(text);
    }, 20_000);
  const fails = async (text: string) =>
    await vi.waitFor(() => expect(errors.at(-1) ?? "").toContain(text), 20_000);
  try {
    await prints("1 97");
    project.write("schemas/notes/v1.bare", LONGER);
    await prints("1 97 7");
    project.write("schemas/notes/v1.bare", FAULTY);
    await fails("v1.bare:2:9: ");
    project.write("schemas/notes/v1.bare", V1);
    await prints("1 97");
    project.write("schemas/notes/v2.bare", LONGER);
    await fails("the decisions from v1 to v2 are missing");
  } finally {
    await built.close();
  }
}, 60_000);

test("a server follows schemas, and shows a page its faults until they are gone", async () => {
  project.write("schemas/notes/v1.bare", FAULTY);
  const server = await vite.createServer({ ...config(), server: { port: 0, host: "127.0.0.1" } });
  const messages: string[] = [];
  let socket: WebSocket | null = null;
  try {
    await server.listen();
    const address = server.httpServer?.address();
    if (typeof address !== "object" || address === null) throw new Error("expected a port");
    const { webSocketToken } = server.config;
    const url = `ws://127.0.0.1:${address.port}/?token=${webSocketToken}`;
    socket = new WebSocket(url, "vite-hmr");
    socket.on("message", (data) => messages.push(String(data)));
    const told = async (text: string) =>
      await vi.waitFor(() => expect(messages.join("\n")).toContain(text), 20_000);
    await told("v1.bare:2:9: ");
    expect(JSON.parse(messages.find((text) => text.includes("v1.bare")) ?? "")).toMatchObject({
      type: "error",
      err: { plugin: "barewire", loc: { line: 2, column: 8 } },
    });
    messages.length = 0;
    project.write("schemas/notes/v1.bare", V1);
    await told('"type":"full-reload"');
    const served = await server.transformRequest("/gen/notes/v1.ts");
    expect(served?.code).toContain("readString");
    expect(served?.code).not.toContain("readU8");
    messages.length = 0;
    project.write("schemas/notes/v1.bare", LONGER);
    await vi.waitFor(() => expect(project.read("gen/notes/v1.ts")).toContain("readU8"), 20_000);
    await vi.waitFor(async () => {
      const again = await server.transformRequest("/gen/notes/v1.ts");
      expect(again?.code).toContain("readU8");
    }, 20_000);
  } finally {
    socket?.terminate();
    await server.close();
  }
}, 60_000);
