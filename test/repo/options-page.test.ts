/** `docs/options.md` is printed from the declarations of options; BAREWIRE_UPDATE=1 writes it. */

import { readFile, writeFile } from "node:fs/promises";
import ts from "typescript";
import { expect, test } from "vitest";
import { row } from "../../docs/errors/table-row.js";
import {
  flagOf,
  SETTING_NAMES,
  SETTINGS,
  variableOf,
} from "../../packages/server/src/configuration/settings.js";
import { DEFAULT_PAGE_FLAGS, PAGE_FLAGS } from "../../packages/sqlite/src/cache/page-flags.js";
import { STORAGE_FLAGS } from "../../packages/storage/src/engine/flags.js";
import { nodesOf } from "./repository.js";

const PAGE = new URL("../../docs/options.md", import.meta.url);

function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

function settingRows(): readonly string[] {
  return SETTING_NAMES.map((name) => {
    const { doc, format } = SETTINGS[name];
    const usual = code(format.defaultText ?? "");
    return row(code(flagOf(name)), code(variableOf(name)), usual, format.expected, doc);
  });
}

function usualText(value: boolean | number): string {
  return typeof value === "boolean" ? (value ? "on" : "off") : `${value}`;
}

type Declared =
  | { readonly kind: "switch" }
  | { readonly kind: "count"; readonly max: number; readonly unit: string };

function valuesText(flag: Declared): string {
  return flag.kind === "switch" ? "on, off" : `${flag.unit}, at most ${flag.max}`;
}

function pageFlagRows(): readonly string[] {
  // The keys of the table are names of flags.
  return (Object.keys(PAGE_FLAGS) as (keyof typeof PAGE_FLAGS)[]).map((name) => {
    const flag = PAGE_FLAGS[name];
    const usual = usualText(DEFAULT_PAGE_FLAGS[name]);
    return row(code(flag.variable), usual, valuesText(flag), flag.doc);
  });
}

function storageFlagRows(): readonly string[] {
  return Object.values(STORAGE_FLAGS).map((flag) =>
    row(code(flag.variable), usualText(flag.usual), valuesText(flag), flag.doc),
  );
}

/** The comment before a declaration, as one line. */
function docOf(node: ts.Node): string {
  const texts = ts.getJSDocCommentsAndTags(node).map(({ comment }) => comment);
  const text = texts.find((comment) => typeof comment === "string") ?? "";
  return typeof text === "string" ? text.replaceAll("\n", " ") : "";
}

/** The members of an interface, whose comments say their defaults. */
function memberRows(path: string, name: string): readonly string[] {
  const [declared] = nodesOf(path)
    .filter(ts.isInterfaceDeclaration)
    .filter((node) => node.name.text === name);
  if (declared === undefined) throw new Error(`${path} declares no interface ${name}`);
  return declared.members.map((member) => row(code(member.name?.getText() ?? ""), docOf(member)));
}

/** The properties of the object `LIMITS`, with their values as defaults. */
function limitRows(path: string): readonly string[] {
  const [declared] = nodesOf(path)
    .filter(ts.isVariableDeclaration)
    .filter((node) => node.name.getText() === "LIMITS");
  const value = declared?.initializer;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) {
    throw new Error(`${path} declares no object LIMITS`);
  }
  return value.properties.filter(ts.isPropertyAssignment).map((property) => {
    const usual = property.initializer.getText().replaceAll("_", "");
    return row(code(property.name.getText()), code(usual), docOf(property));
  });
}

const SQLITE = "packages/sqlite/src";

function statementsSection(): string {
  return `## Options of statements

The last argument of \`all\`, \`get\`, \`iterate\` and \`prepare\`; \`readAhead\` is one of \`iterate\`. The
declarations are in \`${SQLITE}/database/row-form.ts\` and \`${SQLITE}/database/sql-scope.ts\`.

| option | meaning |
|---|---|
${memberRows(`${SQLITE}/database/row-form.ts`, "RowOptions").join("\n")}
${memberRows(`${SQLITE}/database/sql-scope.ts`, "IterateOptions").join("\n")}`;
}

/** The page as it must be. */
function page(): string {
  return `# Options

<!-- Printed by \`BAREWIRE_UPDATE=1 npx vitest run options-page\` from the tables. Do not edit. -->

## Settings of the server

A flag overrides the environment variable, the variable overrides the configuration file that
\`--config\` or \`BAREWIRE_CONFIG\` names, and the file overrides the default. The file is a JSON
object; its names are those of the flags in camel case, such as \`maxFrameSize\`. The declarations are
in \`packages/server/src/configuration/settings.ts\`.

| flag | variable | default | value | meaning |
|---|---|---|---|---|
${settingRows().join("\n")}

## Options of \`openDatabase\`

Beside \`url\`, \`token\` or \`transport\`. Times are milliseconds, and a number at the end is the
default. The declarations are in \`${SQLITE}/database/database-options.ts\` and
\`${SQLITE}/session/connect-options.ts\`.

| option | meaning |
|---|---|
${memberRows(`${SQLITE}/database/database-options.ts`, "DatabaseOptions").join("\n")}
${memberRows(`${SQLITE}/session/connect-options.ts`, "ConnectOptions").join("\n")}

${statementsSection()}

## Limits of a client

The option \`limits\` of \`createEnvoyClient\`, for programs that speak the protocol without SQLite.
Its option \`whenOffline\` is that of \`openDatabase\`. Sizes are bytes, times milliseconds. The
declarations are in \`packages/client/src/client-options.ts\`.

| limit | default | meaning |
|---|---|---|
${limitRows("packages/client/src/client-options.ts").join("\n")}

## Flags of the cache and of prefetching

Environment variables of a process that opens databases with \`@barewire/sqlite\`. The option
\`flags\` of \`createSharedRuntime\` replaces them. A switch is off if its value is \`0\`, \`false\`, \`off\`,
\`no\`, \`disabled\` or \`disable\`. The declarations are in
\`packages/sqlite/src/cache/page-flags.ts\`.

| variable | default | value | meaning |
|---|---|---|---|
${pageFlagRows().join("\n")}

## Flags of the storage

Environment variables of the server. They measure what an optimization is worth, and turn one off in
an emergency. The declarations are in \`packages/storage/src/engine/flags.ts\`.

| variable | default | value | meaning |
|---|---|---|---|
${storageFlagRows().join("\n")}
`;
}

test("docs/options.md says what the declarations say", async () => {
  if (process.env["BAREWIRE_UPDATE"] === "1") await writeFile(PAGE, page());
  expect(await readFile(PAGE, "utf8")).toBe(page());
});
