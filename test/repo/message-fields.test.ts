/** Client and handlers access the address of a message, and no other field. */

import { schema } from "@barewire/protocol/envoy-protocol/v3.schema";
import ts from "typescript";
import { expect, test } from "vitest";
import { FILES, nodesOf } from "./repository.js";

/** The address of a message, and the reason of a failure or a stop. */
const BOTH = ["requestId", "actorId", "generation", "data", "checkpoint", "reason", "message"];

const KNOWN = {
  // The kind of a command, and the data that an actor is started with.
  client: [...BOTH, "inner", "sqliteStartupData"],
  // The index of a command of its actor, and the timestamp of a ping.
  "server-handlers": [...BOTH, "index", "ts"],
};

/** Properties of other objects, such as issues and queue entries, that are named like a field. */
const OURS = {
  client: ["code", "key", "path", "status", "value", "version"],
  "server-handlers": ["code", "path", "value", "version"],
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
  // Equal, so that a name that is not used any more must be deleted above.
  expect([...used].sort()).toEqual([...KNOWN[name], ...OURS[name]].sort());
}

/** The name of the property that a node accesses, if a field has it and it is not a method. */
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

test.each(["client", "server-handlers"] as const)("%s accesses no other field", (name) => {
  check(name);
});
