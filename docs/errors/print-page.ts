/** Prints `docs/errors.md` from the tables beside this file. */

import { CLOSE_CODES, classifyClose } from "@barewire/protocol/opening";
import { CLOSES } from "./close-codes.js";
import type { CloseName, ErrorEntry } from "./error-entry.js";
import { type ErrorSection, SECTIONS } from "./error-sections.js";
import { EXIT_CODES } from "./exit-codes.js";
import { findingRows } from "./findings.js";
import { LOG_EVENTS } from "./server-errors.js";
import { row } from "./table-row.js";

/** The whole page. */
export function errorsPage(): string {
  return `# Errors

<!-- Printed by \`BAREWIRE_UPDATE=1 npx vitest run errors-page\` from docs/errors/. Do not edit. -->

Every failure that is expected has a kind: branch on \`error.issue.kind\`, and never on a message. The
tables say for each kind what has happened, what to do, the code that a connection is closed with,
and the event of the server's log, with its kind where it differs.

${SECTIONS.map(printSection).join("\n\n")}

## Close codes

A client does not reconnect after the codes from 4003 to 4099, nor after 4000. Declared in
\`packages/protocol/src/opening/close-codes.ts\`.

| code | name | the client | cause | what to do | log event |
|---|---|---|---|---|---|
${closeRows().join("\n")}

## The log of the server

A line of JSON has the event as \`msg\`, and a kind as \`kind\` where there are several. What was refused
or has failed is counted under both by the metric \`barewire_refusal_total\`. No line has a name, SQL,
pages or a token; \`database\` is a hash that \`barewire-storage stat\` lists beside the names.

| event | level | meaning |
|---|---|---|
${Object.entries(LOG_EVENTS)
  .map(([event, { level, meaning }]) => row(event, level, meaning))
  .join("\n")}

## Exit codes

| command | code | meaning |
|---|---|---|
${EXIT_CODES.map(({ command, code, meaning }) => row(`\`${command}\``, `${code}`, meaning)).join("\n")}

## Findings of the generator

\`barewire\` prints them as \`file:line:column: message\` with the line, and ends with exit code 1. The
folder is that of an example in \`codegen/corpus/\`, whose names the message has.

| message | help | example |
|---|---|---|
${findingRows()
  .map(({ message, help, folder }) => row(message, help, `\`${folder}\``))
  .join("\n")}
`;
}

function printSection({ name, packageName, path, about, table }: ErrorSection): string {
  const rows = Object.entries(table).map(([kind, entry]) => {
    const { cause, remedy, closes = [], status, logged = "" } = entry;
    const answers = [...(status === undefined ? [] : [`HTTP ${status}`]), ...closes.map(closeText)];
    return row(`\`${kind}\``, cause, remedy, answers.join(", "), logged);
  });
  return `## \`${name}\` of \`${packageName}\`

${about} Declared in
\`${path}\`.

| kind | cause | what to do | close code | log event |
|---|---|---|---|---|
${rows.join("\n")}`;
}

function closeRows(): readonly string[] {
  // The keys of the table are names of close codes.
  return (Object.keys(CLOSE_CODES) as CloseName[]).map((name) => {
    const code = CLOSE_CODES[name];
    const { cause, remedy, logged = "" }: ErrorEntry = CLOSES[name];
    const isFinal = classifyClose(code).kind !== "disconnected";
    return row(`${code}`, `\`${name}\``, isFinal ? "ends" : "reconnects", cause, remedy, logged);
  });
}

function closeText(name: CloseName): string {
  return `${CLOSE_CODES[name]}`;
}
