/**
 * The names of the databases of a connection, in its URL: `?namespace=...&actor=...&actor=...`.
 */

/** The actors whose databases are to be opened, and the namespace that they are in. */
export type NamedDatabases = {
  readonly namespace: string;
  readonly actors: readonly string[];
};

/** The part of `URLSearchParams` that is used. */
export type Query = {
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  getAll(name: string): readonly string[];
};

const NAMESPACE = "namespace";
const ACTOR = "actor";

export function appendDatabases(query: Query, { namespace, actors }: NamedDatabases): void {
  query.set(NAMESPACE, namespace);
  for (const actor of actors) query.append(ACTOR, actor);
}

/** Null unless there is exactly one namespace. The server decides which actors are acceptable. */
export function parseDatabases(query: Pick<Query, "getAll">): NamedDatabases | null {
  const [namespace, ...others] = query.getAll(NAMESPACE);
  if (namespace === undefined || others.length > 0) return null;
  return { namespace, actors: query.getAll(ACTOR) };
}
