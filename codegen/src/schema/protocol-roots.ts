/** The roots of a protocol: types of the newest version that no other uses, and configured ones. */

import type { Diagnostic } from "./diagnostic.js";
import type { Schema } from "./model.js";
import { didYouMean } from "./nearest-name.js";
import type { ProtocolSource } from "./protocol-source.js";
import { typeGraph } from "./type-graph.js";

export type ProtocolRoots = {
  /** The names in schema order. */
  readonly names: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
};

export function protocolRoots(source: ProtocolSource, schemas: readonly Schema[]): ProtocolRoots {
  const newest = schemas.at(-1);
  const file = source.schemas.at(-1)?.file;
  if (newest === undefined || file === undefined) return { names: [], diagnostics: [] };
  const { rootNames, namedTypes } = typeGraph(newest);
  const named = source.roots ?? [];
  const wanted = new Set([...rootNames, ...named]);
  const diagnostics = named
    .filter((name) => !namedTypes.has(name))
    .map((name) => ({
      file,
      code: "root-unknown" as const,
      offset: 0,
      message: `the configured root '${name}' is not a type of v${newest.version}`,
      suggestion: didYouMean(name, namedTypes.keys()),
    }));
  return {
    names: newest.types.map(({ name }) => name).filter((name) => wanted.has(name)),
    diagnostics,
  };
}
