/** The files that `barewire init` writes: a project that generates, tests and checks a protocol. */

import type { ImportExtension } from "../schema/representation.js";
import type { PackageManager } from "./package-manager.js";

export type NewFile = {
  /** Relative to the folder of the project, with `/`. */
  readonly path: string;
  readonly text: string;
};

export function newFiles(
  protocol: string,
  manager: PackageManager,
  extension: ImportExtension,
): readonly NewFile[] {
  return [
    { path: "barewire.config.json", text: config(extension) },
    { path: `schemas/${protocol}/v1.bare`, text: schema(protocol) },
    { path: `src/decisions/${protocol}/README.md`, text: decisionsReadme(protocol, manager) },
    { path: `test/${protocol}.test.ts`, text: testText(protocol, extension) },
    { path: "tsconfig.json", text: tsconfig(extension) },
    { path: ".gitattributes", text: GIT_ATTRIBUTES },
    { path: ".github/workflows/protocol.yml", text: workflow(manager) },
  ];
}

/** The scripts of package.json, by name. */
export function newScripts(protocol: string): Readonly<Record<string, string>> {
  return {
    "protocol:generate": "barewire generate",
    "protocol:check": "barewire check && barewire format --check",
    "protocol:test": `tsc && node --import tsx --test test/${protocol}.test.ts`,
  };
}

export const NEW_PACKAGES: readonly string[] = ["@barewire/runtime"];

export const NEW_DEVELOPMENT_PACKAGES: readonly string[] = [
  "@barewire/codegen",
  "@types/node",
  "tsx",
  "typescript",
];

function config(extension: ImportExtension): string {
  const imports = extension === "js" ? "" : `,\n  "importExtension": "${extension}"`;
  return `{
  "$schema": "./node_modules/@barewire/codegen/config.schema.json",
  "schemas": "schemas",
  "out": "src/gen",
  "decisions": "src/decisions"${imports}
}
`;
}

function schema(protocol: string): string {
  return `# ${protocol}, version 1: the messages of a client and a server.
#
# One file is one version. While it is a draft it may change; \`barewire publish ${protocol} 1\` freezes
# it, and \`barewire new-version ${protocol}\` begins the next one. A comment above a type or a field
# becomes its documentation in TypeScript.

# The messages that a client sends. A later version appends a member with the next number.
type ToServer union {
  | Hello = 0
}

# The messages that the server sends.
type ToClient union {
  | Welcome = 0
}

# The first message of a client.
type Hello struct {
  # The name that others see.
  name: str
}

# Answers Hello.
type Welcome struct {
  # Counts the client that is welcomed, too.
  members: u32
  # What has been said lately, the oldest first. Absent if nothing is kept.
  history: optional<list<str>>
}
`;
}

function decisionsReadme(protocol: string, { exec }: PackageManager): string {
  return `# Decisions of ${protocol}

One file for each step between two versions, such as \`v1-v2.ts\`: it says what becomes of a value that
the other version does not have. \`${exec} barewire generate ${protocol} --scaffold\` writes the open
questions into it.
`;
}

const ENDINGS: Readonly<Record<ImportExtension, string>> = { js: ".js", ts: ".ts", none: "" };

function testText(protocol: string, extension: ImportExtension): string {
  return `import assert from "node:assert/strict";
import { test } from "node:test";
import {
  decodeToClient,
  decodeToServer,
  encodeToClient,
  encodeToServer,
  VERSIONS,
} from "../src/gen/${protocol}/versions${ENDINGS[extension]}";

test("every version carries a hello and its welcome", () => {
  for (const version of VERSIONS) {
    const hello = { tag: "Hello", val: { name: "Ada" } } as const;
    assert.deepEqual(decodeToServer(encodeToServer(hello, version), version), hello);
    const welcome = { tag: "Welcome", val: { members: 1, history: ["Hi!"] } } as const;
    assert.deepEqual(decodeToClient(encodeToClient(welcome, version), version), welcome);
  }
});
`;
}

function tsconfig(extension: ImportExtension): string {
  const imports = extension === "ts" ? '\n    "allowImportingTsExtensions": true,' : "";
  return `{
  "compilerOptions": {
    "target": "es2022",
    "module": "preserve",
    "moduleResolution": "bundler",${imports}
    "types": ["node"],
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true
  },
  "include": ["src", "test"]
}
`;
}

const GIT_ATTRIBUTES = `# Generated code is reviewed, but collapsed in a diff.
src/gen/** linguist-generated=true
`;

function workflow({ name, exec, run, installLocked }: PackageManager): string {
  const setUp = name === "pnpm" ? "\n      - uses: pnpm/action-setup@v4" : "";
  const setUpBun = name === "bun" ? "\n      - uses: oven-sh/setup-bun@v2" : "";
  return `name: protocol
on: pull_request
jobs:
  protocol:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The versions that the target of the pull request has published are compared.
          fetch-depth: 0${setUp}${setUpBun}
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: ${installLocked}
      - run: ${exec} barewire check --against "origin/\${{ github.base_ref }}" --format github
      - run: ${run} protocol:test
`;
}
