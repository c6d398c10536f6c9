/** Client and handlers know how messages are addressed, and nothing of what is in them. */

import { schema } from "@barewire/protocol/envoy-protocol/v3.schema";
import ts from "typescript";
import { expect, test } from "vitest";
import { FILES, nodesOf } from "./repository.js";

/** How messages are addressed, and why something has failed or has to stop. */
const BOTH = ["requestId", "actorId", "generation", "data", "checkpoint", "reason", "message"];

const KNOWN = {
  // What a command is, and what an actor is started with.
  client: [...BOTH, "inner", "sqliteStartupData"],
  // The place of a command among those of its actor, and the time of a ping.
  "server-handlers": [...BOTH, "index", "ts"],
};

/** Names of ours that fields happen to have too: of a queue's entry, a result, a connection. */
const OURS = {
  client: ["key", "value", "version"],
  "server-handlers": ["value", "version"],
};

/** Every field of every message. */
const FIELDS: ReadonlySet<string> = new Set(
  Object.values(schema.types).flatMap((type) =>
    typeof type === "object" && "struct" in type ? Object.keys(type.struct) : [],
  ),
);

function check(name: keyof typeof KNOWN): void {
  const folder = `packages/${name}/src/`;
  // A transport carries frames, and its sockets and URLs have fields of their own.
  const paths = FILES.filter(
    (path) =>
      path.startsWith(folder) &&
      !path.startsWith(`${folder}transport/`) &&
      !path.endsWith(".test.ts"),
  );
  expect(paths).not.toEqual([]);
  const used = new Set(paths.flatMap((path) => nodesOf(path).flatMap(fieldOf)));
  // Both ways: a name that is not used any more does not stay known.
  expect([...used].sort()).toEqual([...KNOWN[name], ...OURS[name]].sort());
}

/** The field that a node reads or writes, if it is named like one; methods are none. */
function fieldOf(node: ts.Node): readonly string[] {
  const name = nameOf(node)?.getText() ?? "";
  return FIELDS.has(name) && !isCallee(node) ? [name] : [];
}

function isCallee(node: ts.Node): boolean {
  const { parent } = node;
  return parent !== undefined && ts.isCallExpression(parent) && parent.expression === node;
}

function nameOf(node: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name;
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) return node.name;
  const isOfObject = ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent);
  return isOfObject ? (node.propertyName ?? node.name) : undefined;
}

test.each(["client", "server-handlers"] as const)("%s knows of no other field", (name) => {
  check(name);
});
