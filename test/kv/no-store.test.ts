/**
 * Tests paths without a store. Each is opened in a process of its own, because the native library
 * ends the process if it maps a file that is not a store.
 */

import { execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openLmdbKv } from "@barewire/sqlite-storage/lmdb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectStoreFile } from "../../packages/storage/src/kv/lmdb/store-file.js";
import { missingTool, skipped } from "../missing-tool.js";

const OPTIONS = ["--conditions=@barewire/source", "--import", "tsx"];
const OPEN_EACH = fileURLToPath(new URL("open-each.ts", import.meta.url));
const LMDB_PAGE_SIZE = 4_096;

const folder = mkdtempSync(join(tmpdir(), "barewire-no-store-"));
const sound = join(folder, "sound.lmdb");
let count = 0;

beforeAll(async () => {
  const kv = await openLmdbKv({ path: sound });
  for (let index = 0; index < 60; index += 1) {
    await kv.run("fill", async (tx) => {
      for (let row = 0; row < 20; row += 1)
        tx.set(Uint8Array.of(9, index, row), new Uint8Array(300));
      tx.set(Uint8Array.of(8, index), new Uint8Array(20_000).fill(index));
      if (index > 0) tx.clear(Uint8Array.of(8, index - 1));
    });
  }
  await kv.close();
});

afterAll(() => {
  execFileSync("chmod", ["-R", "u+rwx", folder]);
  rmSync(folder, { recursive: true, force: true });
});

function newPath(): string {
  count += 1;
  return join(folder, `case-${count}`);
}

/** A copy of a sound data file that was written into. */
function damaged(change: (bytes: Buffer) => Buffer): string {
  const path = newPath();
  writeFileSync(path, change(readFileSync(sound)));
  return path;
}

function withText(text: string): string {
  const path = newPath();
  writeFileSync(path, text);
  return path;
}

/** Opens each in one process, as an ordinary user where the test runs as root, and closes it. */
async function open(
  paths: readonly string[],
  user: "same" | "ordinary" = "same",
): Promise<readonly string[]> {
  const command = [process.execPath, ...OPTIONS, OPEN_EACH, ...paths];
  const asUser = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", ...command];
  const [file = "", ...args] = user === "same" ? command : asUser;
  return await new Promise((resolve, reject) => {
    execFile(file, args, { timeout: 60_000 }, (error, stdout, stderr) => {
      const lines = stdout.split("\n").slice(0, -1);
      if (error !== null) reject(new Error(`after ${lines.join()}: ${error.message} ${stderr}`));
      else resolve(lines);
    });
  });
}

async function check(cases: readonly (readonly [path: string, outcome: string])[]): Promise<void> {
  const outcomes = await open(cases.map(([path]) => path));
  expect(outcomes).toEqual(cases.map(([, outcome]) => outcome));
}

test("what is at the path and is no store is refused by its fault, and nothing is changed", async () => {
  const fifo = newPath();
  execFileSync("mkfifo", [fifo]);
  const foreign = newPath();
  mkdirSync(foreign);
  writeFileSync(join(foreign, "notes.txt"), "notes");
  const empty = newPath();
  mkdirSync(empty);
  const text = withText("# Notes\n".repeat(10_000));
  const lockIsFolder = newPath();
  mkdirSync(`${lockIsFolder}-lock`);
  const loop = newPath();
  symlinkSync(loop, loop);
  await check([
    [text, "not-a-store"],
    [withText("x"), "not-a-store"],
    [withText("\0".repeat(65_536)), "not-a-store"],
    [fifo, "not-a-file"],
    ["/dev/null", "not-a-file"],
    [foreign, "is-a-folder"],
    [empty, "is-a-folder"],
    [lockIsFolder, "is-a-folder"],
    [join(text, "data"), "folder-is-a-file"],
    [join(text, "deep", "data"), "folder-is-a-file"],
    ["/proc/store", "no-disk"],
    ["/proc/deep/store", "no-disk"],
    ["/proc/self/status", "no-disk"],
    ["/sys/store", "no-disk"],
    [loop, "no-such-folder"],
    // A missing file is created, with the folders above it; so is one that was never filled.
    [join(newPath(), "deep", "data"), "opened"],
    [withText(""), "opened"],
    [sound, "opened"],
  ]);
  expect(readFileSync(text, "utf8")).toBe("# Notes\n".repeat(10_000));
  expect(readFileSync(join(foreign, "notes.txt"), "utf8")).toBe("notes");
});

/** The size up to which the file of the sound store holds pages that are used. */
function usedSize(): number {
  const path = newPath();
  copyFileSync(sound, path);
  let size = readFileSync(path).length;
  while (inspectStoreFile(path) === undefined) {
    size -= LMDB_PAGE_SIZE;
    truncateSync(path, size);
  }
  return size + LMDB_PAGE_SIZE;
}

test("a data file that was cut off anywhere is refused", async () => {
  // The file has room for the next commits at its end, of which nothing is missed.
  const length = usedSize();
  const sizes = [
    20,
    100,
    167,
    LMDB_PAGE_SIZE,
    LMDB_PAGE_SIZE + 100,
    2 * LMDB_PAGE_SIZE,
    3 * LMDB_PAGE_SIZE,
  ];
  for (let share = 1; share < 8; share += 1) sizes.push(Math.floor((length * share) / 8));
  sizes.push(length - LMDB_PAGE_SIZE, length - 1);
  const cases = sizes.map((size) => {
    return [damaged((bytes) => bytes.subarray(0, size)), size < 50 ? "not-a-store" : "cut-off"];
  });
  const outcomes = await open(cases.map(([path]) => path ?? ""));
  expect(outcomes).toEqual(cases.map(([, outcome]) => outcome));
});

test("a data file without the free pages at its end is a store", async () => {
  // The newest transactions have freed pages; the file may end before those that are the last.
  const size = usedSize();
  await check([
    [damaged((bytes) => bytes.subarray(0, size)), "opened"],
    [damaged((bytes) => bytes.subarray(0, size - LMDB_PAGE_SIZE)), "cut-off"],
  ]);
});

test("a data file of another kind, or with pages that contradict each other, is refused", async () => {
  const patched = (offset: number, bytes: readonly number[]): string => {
    return damaged((file) => {
      file.set(bytes, offset);
      return file;
    });
  };
  const zeros = (offset: number, size: number): string => {
    return patched(
      offset,
      Array.from({ length: size }, () => 0),
    );
  };
  const file = readFileSync(sound);
  const newest =
    file.readBigUInt64LE(152) > file.readBigUInt64LE(LMDB_PAGE_SIZE + 152) ? 0 : LMDB_PAGE_SIZE;
  const root = Number(file.readBigUInt64LE(newest + 96 + 40)) * LMDB_PAGE_SIZE;
  // The file is like one of version 1, whose pages have a shorter header.
  const versionOne = damaged((bytes) => {
    const meta = bytes.subarray(24, 168);
    return Buffer.concat([bytes.subarray(0, 16), meta, bytes.subarray(160)]);
  });
  await check([
    [patched(28, [1]), "other-version"],
    [patched(LMDB_PAGE_SIZE + 28, [3]), "other-version"],
    [versionOne, "other-version"],
    [patched(24, [0xbe, 0xef, 0xc0, 0xde]), "other-version"],
    [patched(48, [0, 2]), "other-page-size"],
    [patched(48, [0, 0]), "other-page-size"],
    [patched(48, [1, 16]), "other-page-size"],
    [zeros(LMDB_PAGE_SIZE, LMDB_PAGE_SIZE), "damaged"],
    [patched(LMDB_PAGE_SIZE + 48, [0, 32]), "damaged"],
    [zeros(root, LMDB_PAGE_SIZE), "damaged"],
    [patched(root, [0xff, 0xff]), "damaged"],
    [patched(newest + 96 + 40, [0xff, 0xff, 0xff]), "cut-off"],
  ]);
});

test("what may not be written is refused", async (context) => {
  const isRoot = process.getuid?.() === 0;
  chmodSync(folder, 0o755);
  const locked = newPath();
  mkdirSync(locked);
  copyFileSync(sound, join(locked, "data"));
  chmodSync(join(locked, "data"), 0o444);
  chmodSync(locked, 0o555);
  const lockFile = newPath();
  mkdirSync(lockFile, { mode: 0o777 });
  chmodSync(lockFile, 0o777);
  copyFileSync(sound, join(lockFile, "data"));
  chmodSync(join(lockFile, "data"), 0o666);
  writeFileSync(join(lockFile, "data-lock"), "");
  chmodSync(join(lockFile, "data-lock"), 0o444);
  const paths = [join(locked, "data"), join(locked, "new"), join(locked, "deep", "new")];
  try {
    const outcomes = await open([...paths, join(lockFile, "data")], isRoot ? "ordinary" : "same");
    expect(outcomes).toEqual(outcomes.map(() => "no-permission"));
    expect(outcomes.length).toBe(4);
  } catch (error) {
    if (isRoot && String(error).includes("setpriv")) {
      context.skip(missingTool("setpriv is not installed", error));
    }
    throw error;
  }
});

test("a disk that is mounted read-only is refused", async (context) => {
  const disk = newPath();
  mkdirSync(disk);
  copyFileSync(sound, join(disk, "data"));
  const script =
    'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 77; shift; exec "$@"';
  const paths = [join(disk, "data"), join(disk, "new"), join(disk, "deep", "new")];
  const command = [process.execPath, ...OPTIONS, OPEN_EACH, ...paths];
  const outcome = await new Promise<string>((resolve) => {
    const args = ["--mount", "sh", "-c", script, "sh", disk, ...command];
    execFile("unshare", args, { timeout: 60_000 }, (error, stdout, stderr) => {
      resolve(error === null ? stdout : `${error.code} ${stderr}`);
    });
  });
  if (/^(?:77|1|ENOENT) /.test(outcome)) {
    context.skip(skipped(`nothing can be mounted here: ${outcome}`));
  }
  expect(outcome.split("\n").slice(0, -1)).toEqual(paths.map(() => "read-only"));
});
