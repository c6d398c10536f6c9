/** A setting that names an unusable file is refused with its path and the code of the system. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettings, type SettingTexts } from "./configuration/read-settings.js";
import { readTlsFiles, readTokens } from "./setting-files.js";

const folder = mkdtempSync(join(tmpdir(), "barewire-files-"));
const wrong = join(folder, "wrong");
const missing = join(folder, "missing");
writeFileSync(wrong, "hunter2");

afterAll(() => rmSync(folder, { recursive: true }));

/** Reading the files of `flags` fails with a message that has all of `told`. */
function check(flags: SettingTexts, told: readonly string[]): void {
  const { settings } = readSettings({ flags, environment: {}, file: null });
  let message = "";
  try {
    readTokens(settings);
    readTlsFiles(settings);
  } catch (error) {
    message = error instanceof Error ? error.message : "";
  }
  for (const part of told) expect(message).toContain(part);
  expect(message).not.toContain("hunter2");
}

test("a file that cannot be read is told with its flag, its path and its errno", () => {
  check({ tokensFile: missing }, ["--tokens-file", missing, "ENOENT"]);
  check({ tlsCertFile: missing, tlsKeyFile: wrong }, ["--tls-cert-file", missing, "ENOENT"]);
  check({ tlsCertFile: wrong, tlsKeyFile: folder }, ["--tls-key-file", folder, "EISDIR"]);
});

test("a file that holds something else is told with its path, and not its content", () => {
  check({ tokensFile: wrong }, [wrong, "not valid JSON"]);
  check({ tlsCertFile: wrong, tlsKeyFile: wrong }, [wrong, "PEM", "ERR_OSSL"]);
});
