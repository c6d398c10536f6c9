/**
 * The configured directions: which side sends which message, and which message answers which. A
 * value that an older version lacks is harmless in a request, which its sender may leave out, but
 * not in a response, for which an old client waits.
 */

import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import { didYouMean } from "./schema/nearest-name.js";
import type { MessageDirections } from "./schema/protocol-source.js";
import { referencedNames } from "./schema/type-graph.js";

/** Explains what the refused keys of a downgrade mean for the messages that contain them. */
export function directionNotes(
  { sentByClient, sentByServer, answers }: MessageDirections,
  newer: Schema,
  older: number,
  keys: readonly string[],
): readonly string[] {
  const within = (message: string) => keysWithin(message, newer, keys);
  const answered = answers.flatMap(({ request, response }): readonly string[] => {
    const found = within(response);
    if (found.length === 0) return [];
    return [
      `a v${older} client that sends ${request} can be left without its answer ${response}: ${found.join(", ")}`,
    ];
  });
  const told = new Set(answers.flatMap(({ response }) => within(response)));
  return [
    ...answered,
    ...sentByServer.flatMap((root) => {
      const rest = within(root).filter((key) => !told.has(key));
      if (rest.length === 0) return [];
      return [`the server cannot send every ${root} to a v${older} client: ${rest.join(", ")}`];
    }),
    ...sentByClient.flatMap((root) => {
      const found = within(root);
      if (found.length === 0) return [];
      return [`a client cannot send every ${root} to a v${older} server: ${found.join(", ")}`];
    }),
  ];
}

/** The keys of the types that a message, `Root` or `Root.Variant`, may contain. */
function keysWithin(message: string, schema: Schema, keys: readonly string[]): readonly string[] {
  const types = new Map(schema.types.map(({ name, type }) => [name, type]));
  const [root = message, variantName] = message.split(".");
  const union = types.get(root);
  const variant =
    union?.kind === "union" ? union.variants.find(({ name }) => name === variantName) : undefined;
  const reached = new Set(variant === undefined ? [root] : referencedNames(variant.type));
  // A set grows while it is walked, so that each type is followed once.
  for (const name of reached) {
    const type = types.get(name);
    for (const used of type === undefined ? [] : referencedNames(type)) reached.add(used);
  }
  return keys.filter((key) => key === message || reached.has(key.split(".")[0] ?? key));
}

/** Configured names that the newest version does not have. */
export function directionProblems(
  { sentByClient, sentByServer, answers }: MessageDirections,
  newest: Schema,
  file: string,
): readonly Diagnostic[] {
  const types = newest.types.map(({ name }) => name);
  const variants = newest.types.flatMap(({ name, type }) =>
    type.kind === "union" ? type.variants.map((variant) => `${name}.${variant.name}`) : [],
  );
  const known = [...types, ...variants];
  const named = [
    ...sentByClient,
    ...sentByServer,
    ...answers.flatMap(({ request, response }) => [request, response]),
  ];
  return [...new Set(named)]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      file,
      offset: 0,
      message: `the configuration names the message '${name}', which v${newest.version} does not have`,
      suggestion: didYouMean(name, known) ?? "name a type, or a variant as `Type.Variant`",
    }));
}
