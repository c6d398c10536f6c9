/**
 * Tests of `--against`: promises of an earlier commit must hold, even if the lock has forgotten
 * them.
 */

import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkRun, type ProjectFolder, projectFolder } from "./project-folder.js";

const LOCK = "schemas/game/protocol.lock.json";

let project: ProjectFolder;

beforeEach(async () => {
  project = projectFolder();
  project.write("barewire.config.json", '{ "schemas": "schemas", "out": "gen" }');
  project.write(".gitignore", "node_modules\n");
  project.write("schemas/game/v1.bare", "type Move struct { x: u32 }\n");
  project.write("schemas/game/v2.bare", "type Move struct { x: u64 }\n");
  project.write("schemas/game/v3.bare", "type Move struct { x: u64 y: optional<u64> }\n");
  await check("barewire publish game 1", 0);
  await check("barewire publish game 2", 0);
  await check("barewire generate", 0);
  git("init", "-q", "-b", "main");
  commit();
});

afterEach(() => {
  fs.rmSync(project.root, { recursive: true, force: true });
});

function git(...args: readonly string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  execFileSync("git", ["-C", project.root, ...identity, ...args], { stdio: "ignore" });
}

function commit(): void {
  git("add", "-A");
  git("commit", "-qm", "state");
}

function check(line: string, exitCode: number, ...says: readonly string[]): Promise<string> {
  return checkRun(project, line, exitCode, says);
}

const AGAINST = "barewire generate --check --against main";

test("what has not changed holds, and so does a draft that has", async () => {
  await check(AGAINST, 0, "all up to date");
  project.write("schemas/game/v3.bare", "type Move struct { x: u64 z: optional<u64> }\n");
  await check("barewire generate", 0);
  await check(AGAINST, 0, "all up to date");
  await check("barewire publish game 3", 0);
  await check(AGAINST, 0, "all up to date");
});

const FLIPS: readonly (readonly [string, () => void, string])[] = [
  [
    "the lock deleted",
    () => project.remove(LOCK),
    "the lock is gone, and v1, v2 are published at main",
  ],
  [
    "a status turned to draft",
    () =>
      editLock((versions) => ({
        ...versions,
        "2": { ...versions["2"], status: "draft", types: undefined },
      })),
    "v2 is published at main, and it is a draft here",
  ],
  [
    "an entry lost in a merge",
    () => editLock(({ "1": one }) => ({ "1": one })),
    "v2 is published at main, and",
  ],
  [
    "the other side of a merge, which has published another schema",
    () => {
      project.remove(LOCK);
      project.write("schemas/game/v2.bare", "type Move struct { x: u64 w: optional<u8> }\n");
    },
    "the lock is gone",
  ],
];

type Versions = Readonly<Record<string, object | undefined>>;

function editLock(edit: (versions: Versions) => Versions): void {
  const lock = JSON.parse(project.read(LOCK));
  project.write(LOCK, `${JSON.stringify({ ...lock, versions: edit(lock.versions) }, null, 2)}\n`);
}

test.each(FLIPS)("a promise that was lost is found: %s", async (_, flip, says) => {
  flip();
  await check(AGAINST, 100, says, `git checkout main -- ${LOCK}`);
  await check("barewire diff --against main", 100, says);
  // The check holds even after the lock was recreated without the published versions.
  await check("barewire generate", 0);
  await check(AGAINST, 100, "v2 is published at main, and it is a draft here");
});

test("another schema that was published under the same number is found", async () => {
  project.remove(LOCK);
  project.remove("schemas/game/golden");
  project.write("schemas/game/v2.bare", "type Move struct { x: u64 w: optional<u8> }\n");
  await check("barewire generate --scaffold", 0);
  await check("barewire publish game 1", 0);
  await check("barewire publish game 2", 0);
  await check(AGAINST, 100, "another schema is published under that number here");
});

test("a protocol that is gone is found", async () => {
  project.write("schemas/chat/v1.bare", "type Say str\n");
  project.remove("schemas/game");
  await check("barewire generate", 0);
  await check(AGAINST, 100, "the protocol 'game' is gone, and v1, v2 are published at main");
});

test("all protocols gone are found, and each says how it comes back", async () => {
  project.write("schemas/my chat/v1.bare", "type Say str\n");
  project.remove("schemas/game");
  await check(AGAINST, 100, "the protocol 'game' is gone", "`git checkout main -- schemas/game`");
  project.remove("schemas");
  await check(AGAINST, 100, "the protocol 'game' is gone", 'the folder "schemas" does not exist');
  await check("barewire diff --against main", 100, "game since main\n  the protocol is gone");
});

test("a protocol under another name is another one", async () => {
  move("schemas/game", "schemas/chess");
  await check(AGAINST, 100, "is not the lock of 'chess', but of 'game'", "name the folder 'game'");
  project.remove("schemas/chess/protocol.lock.json");
  await check("barewire generate", 0);
  await check(
    AGAINST,
    100,
    "the protocol 'game' is gone",
    "main has no 'chess', so that nothing was",
  );
});

function move(from: string, to: string): void {
  fs.mkdirSync(dirname(join(project.root, to)), { recursive: true });
  fs.renameSync(join(project.root, from), join(project.root, to));
}

/** Loses v2, in the lock of the working tree. */
function forget(lock: string): void {
  const { versions, ...rest } = JSON.parse(project.read(lock));
  project.write(lock, JSON.stringify({ ...rest, versions: { "1": versions["1"] } }));
}

const MOVES: readonly (readonly [string, string, string, () => string])[] = [
  [
    "the folder of all schemas",
    "",
    "protocols/game",
    () => {
      move("schemas", "protocols");
      project.write("barewire.config.json", '{ "schemas": "protocols", "out": "gen" }');
      return "";
    },
  ],
  [
    "the project with its configuration",
    "packages/wire",
    "schemas/game",
    () => {
      for (const name of ["schemas", "gen", "barewire.config.json"]) {
        move(name, `packages/wire/${name}`);
      }
      return "";
    },
  ],
  [
    "a folder that a flag names",
    "",
    "lib/wire/game",
    () => {
      move("schemas/game", "lib/wire/game");
      project.remove("barewire.config.json");
      return " --schemas lib/wire/game --out gen/game";
    },
  ],
  [
    "a folder that became a link",
    "",
    "schemas/game",
    () => {
      move("schemas/game", "linked/game");
      fs.symlinkSync("../linked/game", join(project.root, "schemas/game"));
      return "";
    },
  ],
];

test.each(MOVES)("what was promised is found where it was: %s", async (_, cwd, folder, change) => {
  const flags = change();
  const inside = { ...project, run: (line: string) => project.run(line, cwd) };
  const says = async (line: string, exitCode: number, ...texts: readonly string[]) => {
    const run = await inside.run(line);
    expect(run.exitCode, run.text).toBe(exitCode);
    for (const text of texts) expect(run.text).toContain(text);
  };
  const against = `barewire generate${flags} --check --against main`;
  await says(against, 0, "all up to date");
  const lock = join(cwd, folder, "protocol.lock.json");
  const whole = project.read(lock);
  forget(lock);
  await says(against, 100, "v2 is published at main, and the lock has no entry of it");
  project.remove(lock);
  await says(against, 100, "the lock is gone, and v1, v2 are published at main", "main");
  await says(`barewire diff${flags} --against main`, 100, "the lock is gone");
  // A move back is found as well: the moved folders are committed first.
  project.write(lock, whole);
  commit();
  await says(against, 0, "all up to date");
});

test("two entries of a version, as a merge can leave them, are no lock", async () => {
  const lock = project.read(LOCK);
  const draft = '"2": { "status": "draft", "hash": "", "roots": [] },';
  project.write(LOCK, lock.replace('"versions": {', `"versions": { ${draft}`));
  await check("barewire generate", 100, `${LOCK}:`, 'duplicate key "2"');
  const text = await check(AGAINST, 100, 'duplicate key "2"');
  expect(text).not.toContain("the lock is gone");
  expect(project.read(LOCK)).toContain(draft);
});

test("a shallow clone and a hook of Git are no obstacle", async () => {
  project.write("schemas/game/v3.bare", "type Move struct { x: u64 z: optional<u64> }\n");
  await check("barewire generate", 0);
  commit();
  const clone = join(project.root, "clone");
  git("clone", "-q", "--depth", "1", `file://${project.root}`, clone);
  const shallow = await project.run("barewire generate --check --against HEAD~1", "clone");
  expect(shallow.text).toContain("this clone is shallow; run `git fetch --unshallow origin`");
  expect(shallow.text).toContain("fetch-depth: 0");
  vi.stubEnv("GIT_DIR", ".git");
  vi.stubEnv("GIT_INDEX_FILE", ".git/index");
  const inHook = await project.run("barewire diff 2 3 --against main", "schemas");
  expect(inHook.text).toContain("leave out the versions");
  const run = await project.run("barewire diff --against main~1", "schemas");
  vi.unstubAllEnvs();
  expect(run.text).toContain("v3.bare:");
});

test("decisions of published steps that change are said, and those of a draft are not", async () => {
  const decisions = (step: string, text: string) =>
    project.write(`decisions/game/${step}.ts`, `${text}export const decisions = {};\n`);
  decisions("v1-v2", "");
  decisions("v2-v3", "");
  commit();
  decisions("v1-v2", "// Another.\n");
  decisions("v2-v3", "// Another.\n");
  const text = await check(
    AGAINST,
    0,
    "decisions/game/v1-v2.ts: the decisions are not those at main",
  );
  expect(text).not.toContain("v2-v3.ts");
  await check(
    "barewire diff --against HEAD",
    0,
    "v1-v2.ts: the decisions changed",
    "v2-v3.ts: the",
  );
});

test("a commit that is not there names what a workflow has to fetch", async () => {
  await check(
    "barewire generate --check --against origin/main",
    1,
    "no commit 'origin/main'",
    "fetch-depth: 0",
  );
  await check("barewire diff --against origin/main", 1, "fetch-depth: 0");
  await check("barewire generate --against main", 2, "add --check");
  fs.rmSync(join(project.root, ".git"), { recursive: true });
  await check(AGAINST, 1, "--against needs a Git repository");
});

test("without a configuration the folders are compared", async () => {
  project.remove("barewire.config.json");
  const folders = " --schemas schemas/game --out gen/game";
  await check(`barewire generate${folders} --check --against main`, 0, "all up to date");
  project.remove(LOCK);
  await check(`barewire generate${folders} --check --against main`, 100, "the lock is gone");
  await check(`barewire diff${folders} --against main`, 100, "the lock is gone");
});

test("a diff says what changed between versions, and since a commit", async () => {
  await check("barewire diff", 0, "game v2 to v3\n  changed  Move  + y: optional<u64>");
  await check("barewire diff game 1 3", 0, "game v1 to v3\n  changed  Move");
  await check(
    "barewire diff 1 2",
    0,
    "game v1 to v2",
    "v2 to v1 refuses some values by default of Move.x",
  );
  await check("barewire diff game 3 3", 0, "no change");
  await check("barewire diff game 1 4", 2, "game has no v4; there are v1, v2, v3");
  await check("barewire diff gam 1 2", 2, "did you mean 'game'?");
  await check("barewire diff --against main", 0, "game since main\n  no change");
  project.write("schemas/game/v3.bare", "type Move struct { x: u64 z: u8 }\n");
  project.write("schemas/game/v4.bare", "type Move struct { x: u64 }\n");
  await check("barewire diff --against main", 0, "v3.bare:\n", "v4.bare: were added");
  await check("barewire diff", 100, "v3 to v4 is undecided about Move.z");
});

test("diff tells which versions lose what others have, and shows what was decided", async () => {
  project.write("schemas/note/v1.bare", "type A struct { note: str ms: u8 }\n");
  project.write("schemas/note/v2.bare", "type A struct { time: u8 }\n");
  project.write("schemas/note/v3.bare", "type A struct { note: str time: u8 }\n");
  const decisions = (older: number, newer: number, helpers: string, entries: string) =>
    project.write(
      `decisions/note/v${older}-v${newer}.ts`,
      [
        `import { ${helpers} } from "@barewire/runtime/decisions";`,
        `import type { DecisionsV${older}V${newer} } from "../../gen/note/v${older}-v${newer}.js";`,
        `export const decisions: DecisionsV${older}V${newer} = { ${entries} };\n`,
      ].join("\n"),
    );
  decisions(
    1,
    2,
    "defaultTo, drop, renamedFrom",
    '"A.note": { upgrade: drop("gone"), downgrade: defaultTo("") }, "A.time": renamedFrom("ms")',
  );
  decisions(
    2,
    3,
    "defaultTo, drop",
    '"A.note": { upgrade: defaultTo(""), downgrade: drop("v2 has none") }',
  );
  await check("barewire diff note 1 2", 100, "ms -> time\n", "v1 to v3 is undecided about A.note");
  await check("barewire diff note", 100, "v1 to v3 is undecided about A.note");
  decisions(1, 3, "sameAgain", '"A.note": sameAgain("wanted")');
  const loses =
    "v1 and v3 have what v2 lacks, and carry it within one process only: a hop that speaks v2 loses\n    A.note";
  await check("barewire diff note 1 3", 0, "ms -> time\n", loses);
  await check("barewire diff note", 0, loses);
  decisions(1, 3, "another", '"A.note": another("for machines")');
  expect(await check("barewire diff note 1 3", 0)).not.toContain("A.note");
});
