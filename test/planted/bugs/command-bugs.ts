/** Bugs in the commands of `barewire`: what they report, write, keep and refuse. */

import type { PlantedBug } from "../planted-bugs.js";

const COMMANDS = "codegen/src/commands";

export const COMMAND_BUGS: readonly PlantedBug[] = [
  {
    file: "codegen/src/typescript/javascript-module.ts",
    find: '  return [title, UNCHECKED, ...rest, ...end].join("\\n");',
    replace: '  return [title, ...rest, ...end].join("\\n");',
    why: "a project of plain JavaScript cannot be type-checked, because of its generated modules",
    finder: "test/commands/javascript-target.test.ts",
  },
  {
    file: "packages/unplugin/src/esbuild-hooks.ts",
    find: "watchFiles: [...watched.files],",
    replace: "watchFiles: [],",
    why: "a build of esbuild that watches does not see a change in a schema",
    finder: "test/bundlers/esbuild.test.ts",
  },
  {
    file: "packages/unplugin/src/vite-hooks.ts",
    find: 'if (hadFaults && shown.faults.length === 0) server.ws.send({ type: "full-reload" });',
    replace: "void hadFaults;",
    why: "a page goes on showing a fault of a schema that has been mended",
    finder: "test/bundlers/vite.test.ts",
  },
  {
    file: `${COMMANDS}/report-findings.ts`,
    find: "? EXIT_FINDINGS : EXIT_OK",
    replace: "? EXIT_OK : EXIT_OK",
    why: "a pipeline is green although there are findings",
    finder: "test/commands/conventions.test.ts",
  },
  {
    file: `${COMMANDS}/finding-formats.ts`,
    find: '.replaceAll(":", "%3A").replaceAll(",", "%2C")',
    replace: '.replaceAll(":", "%3A")',
    why: "an annotation of a file with a comma in its name points at another file",
    finder: "test/commands/conventions.test.ts",
  },
  {
    file: `${COMMANDS}/finding-formats.ts`,
    find: '.replaceAll("&", "&amp;")',
    replace: "",
    why: "a test report with an ampersand in a message cannot be read",
    finder: "test/commands/conventions.test.ts",
  },
  {
    file: `${COMMANDS}/init-command.ts`,
    find: "...files.filter((file) => !isThere(file)),",
    replace: "...files,",
    why: "barewire init overwrites the files of a project",
    finder: "test/commands/init.test.ts",
  },
  {
    file: `${COMMANDS}/new-version-command.ts`,
    find: "Math.max(newest.version, ...numbers.frozen) + 1",
    replace: "newest.version + 1",
    why: "a new version gets the number of one that was withdrawn",
    finder: "test/commands/init.test.ts",
  },
  {
    file: `${COMMANDS}/watch-check.ts`,
    find: "const count = (counts.get(key) ?? 0) + 1;",
    replace: "const count = finding.data.range?.start.line ?? 1;",
    why: "every finding below an edit is told again, because its line has moved",
    finder: "test/commands/check.test.ts",
  },
  {
    file: "codegen/src/lint/ignored-hits.ts",
    find: 'return found === undefined || found.reason === "";',
    replace: "return found === undefined;",
    why: "a finding is ignored without a reason",
    finder: "test/commands/check.test.ts",
  },
  {
    file: "codegen/src/lint/lint-protocol.ts",
    find: 'status === "draft" ? [] : [version]',
    replace: 'status === "draft" ? [version] : []',
    why: "lint rules look at published schemas, and let drafts pass",
    finder: "test/commands/check.test.ts",
  },
  {
    file: `${COMMANDS}/vectors-command.ts`,
    find: "return vectors === null || vectors.isUpToDate ? []",
    replace: "return vectors === null || !vectors.isUpToDate ? []",
    why: "a pipeline takes the vectors of an older schema for those of today",
    finder: "test/commands/vectors.test.ts",
  },
  {
    file: "codegen/src/vectors/make-vectors.ts",
    find: "hexOf(sent) === hexOf(encoded) &&",
    replace: "hexOf(sent) === hexOf(encoded) ||",
    why: "another language is told that a value is the same, and its bytes are other ones",
    finder: "test/vectors/generated-code.test.ts",
  },
];
