/** Reads what the kind of a project follows from: its manifest, and the settings of its tools. */

import { join } from "node:path";
import { type ProjectKind, projectKind } from "../init/project-kind.js";
import { fileExists, readText } from "./disk.js";
import { type JsonNode, member, parseJson } from "./json-text.js";

export function readProjectKind(folder: string): ProjectKind {
  const textOf = (name: string) => {
    const path = join(folder, name);
    return fileExists(path) ? readText(path) : null;
  };
  const manifest = textOf("package.json");
  const parsed = manifest === null ? null : parseJson(manifest);
  return projectKind({
    packages: packagesOf(parsed?.ok === true ? parsed.node : null),
    tsconfig: textOf("tsconfig.json"),
    hasDenoConfig: ["deno.json", "deno.jsonc"].some((name) => fileExists(join(folder, name))),
  });
}

/** The names of the packages that a manifest asks for. */
export function packagesOf(manifest: JsonNode | null): ReadonlySet<string> {
  const names = ["dependencies", "devDependencies"].flatMap((key) => {
    const packages = member(manifest, key);
    return packages?.kind === "object" ? packages.members.map((entry) => entry.key) : [];
  });
  return new Set(names);
}
