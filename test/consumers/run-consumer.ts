/** One consumer in an empty folder: generates two versions, checks types, builds, and talks. */

import { execFile } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Consumer, STRICT_OPTIONS, type Step } from "./consumer.js";
import { binaryOf, binOf, nodeOf } from "./families.js";
import { openPage } from "./open-page.js";

const PROJECTS = join(import.meta.dirname, "projects");

const ENDINGS = { js: ".js", ts: ".ts", none: "" } as const;

/** A tool that hangs is a failure of its row, not of the run. */
const STEP_TIMEOUT_MS = 240_000;

/**
 * Written by hand from the two schemas, and the same for every consumer: the bytes that both
 * versions encode, and what each reads.
 */
const EXPECTED =
  "v1 bytes 00056c6f6262790668c3a96c6c6f000000000001000001020102 | " +
  "v2 reads héllo 1099511627776 null | v1 reads hi 7 | " +
  "v2 bytes 02036164610470737374 | v1 cannot have it: not-representable";

export type Outcome =
  | { readonly ok: true; readonly seconds: number }
  /** `step` is where it ended, and `reason` what the tool printed. */
  | { readonly ok: false; readonly step: string; readonly reason: string };

const execute = promisify(execFile);

/** `familyFolder` gives where the tools of a family are installed. */
export async function runConsumer(
  consumer: Consumer,
  slug: string,
  familyFolder: (family: Consumer["family"]) => string,
): Promise<Outcome> {
  const tools = familyFolder(consumer.family);
  const folder = join(tools, slug);
  const start = process.hrtime.bigint();
  let step = "generate";
  try {
    writeProject(consumer, folder);
    if (consumer.generatedBy !== "plugin") await generate(tools, folder, consumer);
    let output = "";
    for (const next of consumer.steps) {
      step = next.name;
      output = await runStep(next, { tools, folder, familyFolder });
    }
    const { resultFile } = consumer;
    step = "exchange";
    const result =
      resultFile === undefined ? output : readFileSync(join(folder, resultFile), "utf8");
    if (!result.includes(EXPECTED)) throw new Error(`expected "${EXPECTED}", got "${result}"`);
    return { ok: true, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
  } catch (error) {
    return { ok: false, step, reason: reasonOf(error) };
  }
}

function writeProject(
  { importExtension, packageType, target, ...consumer }: Consumer,
  folder: string,
): void {
  const shared = target === undefined ? "." : "schemas";
  cpSync(join(PROJECTS, "chat", shared), join(folder, shared), { recursive: true });
  if (consumer.files !== null) {
    cpSync(join(PROJECTS, "rows", consumer.files), folder, { recursive: true });
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replaceAll("{ending}", ENDINGS[importExtension]));
  }
  const config = { schemas: "schemas", out: "src/gen", decisions: "src/decisions" };
  const compilerOptions = { ...STRICT_OPTIONS, ...consumer.compilerOptions };
  const files = {
    "package.json": { name: "consumer", private: true, type: packageType },
    "barewire.config.json": { ...config, importExtension, target: target ?? "ts" },
    "tsconfig.json": { compilerOptions, exclude: ["dist", "out", "*.config.*"] },
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  }
}

/** The first version alone is generated before the second, as in a project that grows. */
async function generate(tools: string, folder: string, { target }: Consumer): Promise<void> {
  const barewire = binOf(tools, "@barewire/codegen", "barewire");
  const run = async (...args: readonly string[]) =>
    await execute(process.execPath, [barewire, "generate", ...args], { cwd: folder });
  const decisions = target === undefined ? "v1-v2.ts" : "v1-v2.js";
  const later = ["schemas/chat/v2.bare", `src/decisions/chat/${decisions}`];
  const texts = later.map((path) => readFileSync(join(folder, path)));
  for (const path of later) rmSync(join(folder, path));
  await run();
  for (const [at, path] of later.entries()) writeFileSync(join(folder, path), texts[at] ?? "");
  await run();
  await run("--check");
}

type Place = {
  readonly tools: string;
  readonly folder: string;
  readonly familyFolder: (family: Consumer["family"]) => string;
};

async function runStep({ program, args }: Step, place: Place): Promise<string> {
  const { tools, folder, familyFolder } = place;
  switch (program.kind) {
    case "page":
      return await openPage(folder, join(tools, "node_modules/@barewire/runtime/dist"));
    case "binary":
      return await execution(binaryOf(tools, program.path), args, place);
    case "node":
      return await execution(nodeOf(familyFolder(program.family), program.name), args, place);
    case "bin": {
      // Tools of today want a newer Node than the oldest that generated code works in.
      const node = nodeOf(familyFolder("ci"), "node-24");
      return await execution(node, [binOf(tools, program.package, program.bin), ...args], place);
    }
    default:
      return program satisfies never;
  }
}

async function execution(
  program: string,
  args: readonly string[],
  { tools, folder }: Place,
): Promise<string> {
  const { stdout, stderr } = await execute(program, args, {
    cwd: folder,
    timeout: STEP_TIMEOUT_MS,
    maxBuffer: 2 ** 26,
    env: {
      ...process.env,
      CI: "1",
      DENO_DIR: join(tools, ".deno"),
      DENO_NO_UPDATE_CHECK: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      NO_COLOR: "1",
      NODE_OPTIONS: "",
    },
  });
  return `${stdout}\n${stderr}`;
}

/** A tool that fails says why on either of its outputs. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stdout = "stdout" in error ? String(error.stdout) : "";
  const stderr = "stderr" in error ? String(error.stderr) : "";
  return `${stdout}${stderr}`.trim() || error.message;
}
