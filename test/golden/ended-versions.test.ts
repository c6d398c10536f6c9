/**
 * Versions that have ended, in a copy of our protocols: each of their golden messages is refused,
 * and so is a peer of such a version, by a server with real WebSockets.
 */

import { cpSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { decodeRefusal, offer } from "@barewire/protocol/envoy-protocol/negotiation";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import type { GoldenFile } from "../../codegen/src/golden/golden-file.js";
import { callOf, type Module } from "../../codegen/src/prove/running-protocol.js";
import { type ProjectFolder, projectFolder } from "../commands/project-folder.js";
import { REPOSITORY } from "../matrix/planned-protocol.js";
import { expectRefused } from "./expect-refused.js";
import { readGolden } from "./golden-folder.js";

const PROTOCOL = "@barewire/protocol/envoy-protocol";

const NEGOTIATION = `${PROTOCOL}/negotiation`;

const GENERATED = "gen/envoy-protocol";

type Ended = {
  readonly spoken: readonly number[];
  readonly ended: readonly number[];
  /** The spoken versions, as an error says them. */
  readonly says: string;
  readonly lines: readonly string[];
};

/** The published versions: only they can end. */
const PUBLISHED = publishedVersions();
const LAST = Math.max(...PUBLISHED);
const NEXT = LAST + 1;

const CASES: readonly Ended[] = [
  {
    spoken: PUBLISHED.slice(1),
    ended: PUBLISHED.slice(0, 1),
    says: `v${PUBLISHED[1]} to v${LAST}`,
    lines: [`barewire retire envoy-protocol ${PUBLISHED[0]}`, "barewire generate"],
  },
  {
    spoken: [...PUBLISHED.slice(0, -1), NEXT],
    ended: [LAST],
    says: `v${PUBLISHED[0]} to v${LAST - 1} and v${NEXT}`,
    lines: [`barewire withdraw envoy-protocol ${LAST} 'the range was wrong'`],
  },
];

const projects: ProjectFolder[] = [];

beforeAll(async () => {
  for (const { lines, spoken } of CASES) {
    const project = copyOfProtocols();
    projects.push(project);
    for (const line of lines) await run(project, line);
    if (!spoken.includes(NEXT)) continue;
    const last = join(REPOSITORY, `schemas/envoy-protocol/v${LAST}.bare`);
    cpSync(last, join(project.root, `schemas/envoy-protocol/v${NEXT}.bare`));
    // The step over the gap has decisions of its own name.
    project.remove(`decisions/envoy-protocol/v${LAST - 1}-v${LAST}.ts`);
    await run(project, `barewire publish envoy-protocol ${NEXT}`);
    await run(project, "barewire generate");
  }
});

afterAll(() => {
  vi.doUnmock(PROTOCOL);
  for (const { root } of projects) rmSync(root, { recursive: true });
});

function publishedVersions(): readonly number[] {
  const path = join(REPOSITORY, "schemas/envoy-protocol/protocol.lock.json");
  const { versions } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly versions: Readonly<Record<string, { readonly status: string }>>;
  };
  const published = Object.entries(versions).filter(([, { status }]) => status === "published");
  return published.map(([version]) => Number(version));
}

function copyOfProtocols(): ProjectFolder {
  const project = projectFolder();
  const packages = join(REPOSITORY, "node_modules/@barewire");
  symlinkSync(packages, join(project.root, "node_modules/@barewire"));
  cpSync(join(REPOSITORY, "schemas"), join(project.root, "schemas"), { recursive: true });
  const decisions = join(REPOSITORY, "packages/protocol/src/decisions");
  cpSync(decisions, join(project.root, "decisions"), { recursive: true });
  // A draft would follow the versions that end here.
  rmSync(join(project.root, `schemas/envoy-protocol/v${NEXT}.bare`), { force: true });
  const step = `decisions/envoy-protocol/v${LAST}-v${NEXT}.ts`;
  rmSync(join(project.root, step), { force: true });
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }\n');
  return project;
}

async function run(project: ProjectFolder, line: string): Promise<void> {
  const { exitCode, text } = await project.run(line);
  expect(exitCode, text).toBe(0);
}

function versionedOf(index: number): Promise<Module> {
  return generatedOf(index, "versions.ts");
}

async function generatedOf(index: number, name: string): Promise<Module> {
  const path = join(projects[index]?.root ?? "", GENERATED, name);
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Module;
}

function goldenOf(version: number): GoldenFile {
  return readGolden("envoy-protocol", version);
}

const NUMBERED = CASES.map((found, index) => ({ ...found, index, versions: found.ended.join() }));

test.each(NUMBERED)(
  "every golden message of v$versions is refused with the spoken versions, $says",
  async ({ index, spoken, ended, says }) => {
    const versioned = await versionedOf(index);
    for (const version of ended) {
      const file = goldenOf(version);
      expectRefused(versioned, spoken, file);
      const [entry] = file.entries;
      const decode = callOf(versioned, `decode${entry?.root}`);
      expect(() => decode(new Uint8Array(), version)).toThrow(`this build supports ${says}`);
    }
    for (const version of spoken.filter((found) => found !== NEXT)) {
      for (const { root, hex } of goldenOf(version).entries) {
        callOf(versioned, `decode${root}`)(new Uint8Array(Buffer.from(hex, "hex")), version);
      }
    }
  },
);

test.each(NUMBERED)("a server refuses a peer that speaks v$versions alone", async (found) => {
  vi.resetModules();
  vi.doMock(PROTOCOL, () => versionedOf(found.index));
  vi.doMock(NEGOTIATION, () => generatedOf(found.index, "negotiation.ts"));
  const { createLog, readSettings, startServer } = await import("@barewire/server");
  const { openKv } = await import("@barewire/sqlite-storage");
  const flags = { port: "0", store: "memory:", logLevel: "silent" };
  const { settings } = readSettings({ flags, environment: {}, file: null });
  const server = await startServer(settings, await openKv(settings.store), createLog("silent"));
  try {
    for (const version of found.ended) {
      const { subprotocol, frames } = await connect(server.url, [version]);
      expect(subprotocol).toBe("envoy-protocol.refused");
      const ends = { minVersion: found.spoken[0], maxVersion: found.spoken.at(-1) };
      const client = { minVersion: version, maxVersion: version };
      expect(frames.map((frame) => decodeRefusal(offer([version]), frame))).toEqual([
        { kind: "version-refused", protocol: "envoy-protocol", own: client, peer: ends },
      ]);
      // Beside a version that is spoken, the one that has ended does no harm.
      const both = await connect(server.url, [version, 2]);
      expect(both.subprotocol).toBe("envoy-protocol.v2");
    }
  } finally {
    await server.stop();
  }
});

type Heard = { readonly subprotocol: string; readonly frames: readonly Uint8Array[] };

/** Offers versions as clients do, and hears the first frame. */
function connect(url: string, versions: readonly number[]): Promise<Heard> {
  const subprotocols = versions.map((version) => `envoy-protocol.v${version}`);
  const all = [...subprotocols, "envoy-protocol.refused"];
  const socket = new WebSocket(`${url}/?namespace=tests&actor=one`, all);
  const frames: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    socket.on("message", (data: Buffer) => {
      frames.push(new Uint8Array(data));
      socket.close(1000);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve({ subprotocol: socket.protocol, frames }));
  });
}
