/**
 * Tests which versions a folder's file names stand for.
 */

import { expect, test } from "vitest";
import { stepFiles, versionFiles } from "./version-files.js";

function check(...names: string[]): { versions: readonly number[]; problems: readonly string[] } {
  const { versions, problems } = versionFiles(names);
  return {
    versions: versions.map(({ version }) => version),
    problems: problems.map(({ name, message, help }) => `${name}: ${message} -> ${help}`),
  };
}

test("versions are sorted as numbers", () => {
  const names = Array.from({ length: 11 }, (_, index) => `v${index + 1}.bare`).sort();
  expect(check(...names).versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("the first version need not be 1", () => {
  expect(check("v4.bare", "v5.bare")).toEqual({ versions: [4, 5], problems: [] });
});

test("other files beside the schemas are nobody's business", () => {
  const names = ["README.md", "protocol.lock.json", "v1.bare.orig", "bare", "v1.bare"];
  expect(check(...names)).toEqual({ versions: [1], problems: [] });
});

test("a gap is reported at the version after it", () => {
  expect(check("v1.bare", "v3.bare", "v7.bare").problems).toEqual([
    "v3.bare: the version before this one is v1 -> " +
      "versions have no gaps: add v2, or name this file v2.bare",
    "v7.bare: the version before this one is v3 -> " +
      "versions have no gaps: add v4 to v6, or name this file v4.bare",
  ]);
});

test("a schema whose name tells no version is reported", () => {
  const help = "schemas are named v1.bare, v2.bare and so on";
  const message = "the file name has no version";
  expect(check("v02.bare", "v1a.bare", "v0.bare", "draft.bare", "V3.bare", "v4.BARE")).toEqual({
    versions: [],
    problems: [
      `v02.bare: ${message} -> name it v2.bare`,
      `v1a.bare: ${message} -> ${help}`,
      `v0.bare: ${message} -> ${help}`,
      `draft.bare: ${message} -> ${help}`,
      `V3.bare: ${message} -> name it v3.bare`,
      `v4.BARE: ${message} -> name it v4.bare`,
    ],
  });
});

test("a version fits the two bytes of the prefix", () => {
  expect(check("v65535.bare")).toEqual({ versions: [65535], problems: [] });
  expect(check("v65536.bare")).toEqual({
    versions: [],
    problems: ["v65536.bare: versions go up to 65535 -> choose a smaller number"],
  });
});

test("decisions are the files between two versions, and other files may be their parts", () => {
  const names = ["v10-v11.ts", "v2-v3.ts", "v2-v3.test.ts", "codes.ts", "v02-v3.ts"];
  expect(stepFiles(names)).toEqual([
    { fromVersion: 2, toVersion: 3, name: "v2-v3.ts" },
    { fromVersion: 10, toVersion: 11, name: "v10-v11.ts" },
  ]);
});
