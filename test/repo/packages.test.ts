/** The rules for every package.json of the workspace. */

import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { FILES, type Manifest, manifestOf, ROOT } from "./repository.js";

/** Those of the workspace: consumers are projects of their own, with many versions of a tool. */
const FOLDERS = FILES.filter((path) => /(?:^|\/)package\.json$/.test(path))
  .filter((path) => !path.startsWith("test/consumers/projects/"))
  .map((path) => path.replace(/\/?package\.json$/, ""));

/** Those that are published. */
const PUBLISHED = FOLDERS.filter((folder) => manifestOf(folder).private !== true);

/** `problemsOf` finds nothing in any package of `folders`. */
function check(
  folders: readonly string[],
  problemsOf: (manifest: Manifest, folder: string) => readonly string[],
): void {
  expect(folders).not.toEqual([]);
  const problems = folders.flatMap((folder) => {
    const manifest = manifestOf(folder);
    return problemsOf(manifest, folder).map((problem) => `${manifest.name}: ${problem}`);
  });
  expect(problems).toEqual([]);
}

test("dependencies are pinned to one version, or to the workspace", () => {
  check(FOLDERS, ({ dependencies, devDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^(?:\d+\.\d+\.\d+(?:-[\w.]+)?|workspace:\*)$/.test(version))
      .map(([name, version]) => `${name} ${version}`),
  );
});

test("one library has one version in all packages", () => {
  const versions = new Map<string, Set<string>>();
  for (const folder of FOLDERS) {
    const { dependencies, devDependencies } = manifestOf(folder);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
  }
  expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
});

test("a published package says what it is, on which terms, and for which Node", () => {
  check(PUBLISHED, (manifest) => {
    const { license, type, engines, description } = manifest;
    const problems: string[] = [];
    if (!manifest.name.startsWith("@barewire/")) problems.push("its name");
    if (license !== "MIT") problems.push("its license");
    if (type !== "module") problems.push("its type");
    if (engines?.node !== ">=20.19") problems.push("its engines");
    if (description === undefined) problems.push("its description");
    return problems;
  });
});

test("every entry of a published package has a source", () => {
  check(PUBLISHED, ({ exports, bin }, folder) => {
    const sources = Object.values(exports ?? {}).map((entry) =>
      typeof entry === "string" ? entry : (entry["@barewire/source"] ?? "?"),
    );
    return [...sources, ...Object.values(bin ?? {})].filter(
      // A pattern stands for the files of a generated folder.
      (path) => !path.includes("*") && !existsSync(`${ROOT}${folder}/${path}`),
    );
  });
});
