/**
 * Tests the promises of every generated file. `generate --check` tells whether it is up to date.
 */

import { expect, test } from "vitest";
import { FILES, HAND_WRITTEN, importsOf, textOf } from "./repository.js";

const GENERATED = FILES.filter((path) => /^packages\/protocol\/src\/gen\//.test(path));

const BANNER = /^\/\/ @generated from [\w./* -]+ by `barewire generate`\. Do not edit\.\n/;

/** The files called as `name` says import exactly `allowed`, whether or not as types. */
function check(name: RegExp, allowed: RegExp): void {
  const paths = GENERATED.filter((path) => name.test(path));
  expect(paths).not.toEqual([]);
  const others = paths.flatMap((path) =>
    importsOf(path)
      .filter((specifier) => !allowed.test(specifier))
      .map((specifier) => `${path} imports ${specifier}`),
  );
  expect(others).toEqual([]);
}

test("every file in gen/ says that it is generated, and no other file says so", () => {
  expect(GENERATED.filter((path) => !BANNER.test(textOf(path)))).toEqual([]);
  expect(HAND_WRITTEN.filter((path) => BANNER.test(textOf(path)))).toEqual([]);
});

test("no banner names a tool version or a date, so an equal schema gives equal bytes", () => {
  const banners = GENERATED.map((path) => textOf(path).split("\n", 1)[0] ?? "");
  expect(banners.filter((banner) => /\d\.\d|\d{4}-\d\d/.test(banner))).toEqual([]);
});

test("a version module imports the runtime and nothing else", () => {
  check(/\/v\d+\.ts$/, /^@barewire\/runtime$/);
});

test("a schema module imports types alone: that of its shapes, and those of its messages", () => {
  check(/\/v\d+\.schema\.ts$/, /^(?:@barewire\/runtime\/error-locator|\.\/v\d+\.js)$/);
  const modules = GENERATED.filter((path) => /\/v\d+\.schema\.ts$/.test(path));
  expect(modules.filter((path) => /^import (?!type )/m.test(textOf(path)))).toEqual([]);
});

test("a step module imports its two versions, its decisions and the runtime", () => {
  check(
    /\/v\d+-v\d+\.ts$/,
    new RegExp(
      [
        /^\.\/v\d+(?:\.schema)?\.js$/,
        /^(?:\.\.\/){2}decisions\/[\w-]+\/v\d+-v\d+\.js$/,
        /^@barewire\/runtime(?:\/decisions|\/error-locator)?$/,
      ]
        .map(({ source }) => source)
        .join("|"),
    ),
  );
});

test("the versioned codec imports its own folder and the runtime", () => {
  check(
    /\/versions\.ts$/,
    /^(?:\.\/v\d+(?:-v\d+|\.schema)?\.js|@barewire\/runtime(?:\/error-locator)?)$/,
  );
});
