/**
 * A new version, from the copy of its schema to a run that has nothing to say, in a folder without
 * a configuration: every command, every question, and every line that a person types.
 */

import * as fs from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { REPOSITORY } from "../matrix/planned-protocol.js";
import { type ProjectFolder, projectFolder, toldCommands } from "./project-folder.js";

let project: ProjectFolder;

beforeEach(() => {
  project = projectFolder();
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

const V1 = `type Login struct {
  userName: str
  address: str
  idleSeconds: u32
}
type Welcome struct { session: u64 }
type Denied struct { reason: str }
type Answer union { Welcome | Denied }
`;

/** A rename, a split, a unit that changes, and a new answer. */
const V2 = `type Login struct {
  accountName: str
  host: str
  port: u16
  idleMillis: u64
}
type Welcome struct { session: u64 }
type Denied struct { reason: str }
type Busy struct { retrySeconds: u16 }
type Answer union { Welcome | Denied | Busy }
`;

/** The decision of a person: a whole struct is converted by hand, because one field becomes two. */
const TYPED = `  Login: {
    upgrade: ({ userName, address, idleSeconds }) => {
      const [host = "", port = "80"] = address.split(":");
      const idleMillis = BigInt(idleSeconds) * 1000n;
      return { accountName: userName, host, port: Number(port), idleMillis };
    },
    downgrade: ({ accountName, host, port, idleMillis }) => ({
      userName: accountName,
      address: \`\${host}:\${port}\`,
      idleSeconds: Number(idleMillis / 1000n),
    }),
  },
  "Answer.Busy": {
    downgrade: ({ retrySeconds }) => ({
      tag: "Denied",
      val: { reason: \`busy for \${retrySeconds} s\` },
    }),
  },
`;

async function check(line: string, exitCode: number): Promise<string> {
  const { exitCode: found, text } = await project.run(line);
  expect(found, text).toBe(exitCode);
  return [`$ ${line}`, text].join("\n");
}

test("a version with a rename, a split, another unit and a new answer", async () => {
  project.write("login/v1.bare", V1);
  const flags = "--schemas login --out gen";
  await check(`barewire generate ${flags}`, 0);
  await check(`barewire publish ${flags} 1`, 0);
  project.write("login/v2.bare", V2);

  const asked = await check(`barewire generate ${flags}`, 100);
  const [scaffold = ""] = toldCommands(asked.slice(asked.indexOf("\n")));
  expect(scaffold).toBe(`barewire generate ${flags} --scaffold`);
  const scaffolded = await check(scaffold, 100);
  const proposed = project.read("login/decisions/v1-v2.ts");
  expect([scaffolded, "", "# login/decisions/v1-v2.ts", proposed].join("\n")).toMatchSnapshot();

  // The entries of single fields go, because the whole struct answers for them.
  const [head = ""] = proposed.split("export const");
  const type = head.replace(/^import \{[^}]*\} from .*\n/, "");
  project.write(
    "login/decisions/v1-v2.ts",
    `${type}export const decisions: DecisionsV1V2 = {\n${TYPED}};\n`,
  );
  const done = await check(`barewire generate ${flags}`, 0);
  expect(done).toMatchSnapshot();
  expect(TYPED.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
  await check(`barewire publish ${flags} 2`, 0);
  await check(`barewire generate ${flags} --check`, 0);
  await checkConversions();
});

/** The lines that were typed convert as they say, in both directions. */
async function checkConversions(): Promise<void> {
  const outfile = join(project.root, "bundle.mjs");
  await build({
    entryPoints: [join(project.root, "gen/versions.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["@barewire/source"],
    nodePaths: [join(REPOSITORY, "node_modules")],
    logLevel: "silent",
  });
  const codec = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  const login = { accountName: "ada", host: "example.org", port: 8080, idleMillis: 5000n };
  expect(codec.decodeLogin(codec.encodeLogin(login, 1), 1)).toEqual(login);
  const busy = codec.encodeAnswer({ tag: "Busy", val: { retrySeconds: 7 } }, 1);
  expect(codec.decodeAnswer(busy, 1)).toEqual({ tag: "Denied", val: { reason: "busy for 7 s" } });
}
