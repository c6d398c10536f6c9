/** `barewire init`: the files of a first protocol. What is there already is never overwritten. */

import { basename, dirname, join, resolve } from "node:path";
import { addScripts } from "../init/add-scripts.js";
import {
  NEW_DEVELOPMENT_PACKAGES,
  NEW_PACKAGES,
  type NewFile,
  newFiles,
  newScripts,
} from "../init/new-files.js";
import {
  LOCKFILES,
  managerOf,
  NPM,
  namedManager,
  type PackageManager,
} from "../init/package-manager.js";
import type { ProjectKind } from "../init/project-kind.js";
import { type ExitCode, endWithExitCode, usageFailure } from "./command-failure.js";
import { type CommandIo, displayPath } from "./command-io.js";
import { CONFIG_NAME } from "./config.js";
import { fileExists, findUpwards, readText } from "./disk.js";
import { type JsonNode, member, parseJson } from "./json-text.js";
import { packagesOf, readProjectKind } from "./read-project-kind.js";
import { textProblem } from "./rendered-diagnostic.js";
import { reportFindings } from "./report-findings.js";
import { shellWord } from "./shell-word.js";
import { writeOutputs } from "./write-outputs.js";

export type InitFlags = { readonly protocol?: string };

export async function initCommand(
  folderText: string,
  { protocol }: InitFlags,
  io: CommandIo,
): Promise<ExitCode> {
  return await endWithExitCode(io.printError, async () => {
    const folder = resolve(io.workingFolder, folderText);
    const name = protocol ?? usualName(folder);
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
      throw usageFailure(
        `'${name}' is not a valid protocol name: use letters, digits, '-', '_' and '.', with a ` +
          "letter or digit first",
      );
    }
    const manifest = readManifest(folder, io);
    if (!manifest.ok) return reportFindings({ command: "init", findings: [manifest.problem] }, io);
    const manager = packageManager(folder, manifest.node);
    const project: Project = { folder, name, manager, manifest };
    return write(project, io);
  });
}

type Project = {
  readonly folder: string;
  /** The name of the protocol. */
  readonly name: string;
  readonly manager: PackageManager;
  readonly manifest: Manifest & { readonly ok: true };
};

function write(project: Project, io: CommandIo): ExitCode {
  const { folder, name, manager, manifest } = project;
  const added = addScripts(manifest.text, scriptNames(manifest.node), newScripts(name));
  const kind = readProjectKind(folder);
  const { importExtension, reason } = kind;
  const files = configuredElsewhere(folder) ? [] : newFiles(name, manager, importExtension);
  const isThere = ({ path }: NewFile) => fileExists(join(folder, path));
  const kept = files.filter(isThere);
  const written = [
    ...files.filter((file) => !isThere(file)),
    ...(added.added.length > 0 ? [{ path: "package.json", text: added.text }] : []),
  ];
  const changes = written.map(({ path, text }) => {
    const absolute = join(folder, path);
    const difference = { kind: "missing", name: basename(absolute), text } as const;
    return { folder: dirname(absolute), differences: [difference] };
  });
  const at = (path: string) => displayPath(join(folder, path), io);
  for (const { path } of kept) io.printError(`kept    ${at(path)}${keptHelp(path)}`);
  writeOutputs(changes, ({ kind, path }) => {
    io.printError(`${kind.padEnd(7)} ${displayPath(path, io)}`);
  });
  const isConfigured = written.some(({ path }) => path === CONFIG_NAME);
  if (reason !== null && isConfigured) {
    io.printError(`set     "importExtension": "${importExtension}", since ${reason}`);
  }
  return reportFindings({ command: "init", findings: [], end: nextSteps(project, kind, io) }, io);
}

/** A file that a person has written may lack what the new one would have had. */
function keptHelp(path: string): string {
  if (path === ".gitattributes") return ": consider the line `src/gen/** linguist-generated=true`";
  return path === "tsconfig.json" ? ': its "include" should have src and test' : "";
}

/** A folder below a configuration is a part of its project. */
function configuredElsewhere(folder: string): boolean {
  const path = findUpwards(folder, CONFIG_NAME);
  if (path === null || dirname(path) === folder) return false;
  throw usageFailure(
    `${path} configures this folder already; \`barewire init ${shellWord(dirname(path))}\` adds ` +
      "what is missing there",
  );
}

function usualName(folder: string): string {
  const name = basename(folder)
    .replaceAll(/[^\w.-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "");
  return name === "" ? "protocol" : name;
}

type Manifest =
  | { readonly ok: true; readonly text: string; readonly node: JsonNode | null }
  | { readonly ok: false; readonly problem: ReturnType<typeof textProblem> };

/** Without a package.json there will be one; the modules that are written are ECMAScript ones. */
function readManifest(folder: string, io: CommandIo): Manifest {
  const path = join(folder, "package.json");
  if (!fileExists(path)) {
    const name = usualName(folder).toLowerCase();
    const text = `${JSON.stringify({ name, private: true, type: "module", scripts: {} }, null, 2)}\n`;
    return { ok: true, text, node: null };
  }
  const text = readText(path) ?? "";
  const parsed = parseJson(text);
  if (parsed.ok) return { ok: true, text, node: parsed.node };
  return { ok: false, problem: textProblem(displayPath(path, io), text, parsed.problem) };
}

function scriptNames(manifest: JsonNode | null): ReadonlySet<string> {
  const scripts = member(manifest, "scripts");
  return new Set(scripts?.kind === "object" ? scripts.members.map(({ key }) => key) : []);
}

/** The manager that package.json names, or that has locked a folder above; npm without either. */
function packageManager(folder: string, manifest: JsonNode | null): PackageManager {
  const named = member(manifest, "packageManager");
  const manager = named?.kind === "string" ? namedManager(named.value) : null;
  if (manager !== null) return manager;
  const locks = [...LOCKFILES].flatMap(([lockfile, name]) => {
    const path = findUpwards(folder, lockfile);
    return path === null ? [] : [{ depth: path.length - lockfile.length, name }];
  });
  const [nearest] = locks.sort((left, right) => right.depth - left.depth);
  return nearest === undefined ? NPM : managerOf(nearest.name);
}

function nextSteps(
  { folder, name, manager, manifest }: Project,
  { importExtension }: ProjectKind,
  io: CommandIo,
): string {
  const packages = packagesOf(manifest.node);
  const [missing, missingHere] = [NEW_PACKAGES, NEW_DEVELOPMENT_PACKAGES].map((names) =>
    names.filter((packageName) => !packages.has(packageName)),
  );
  const type = member(manifest.node, "type");
  const isModule = manifest.node === null || (type?.kind === "string" && type.value === "module");
  const steps = [
    ...(folder === io.workingFolder ? [] : [`cd ${shellWord(displayPath(folder, io))}`]),
    // A bundler takes what is imported for a module; Node goes by package.json.
    ...(isModule || importExtension === "none" ? [] : ["npm pkg set type=module"]),
    ...commandWith(manager.add, missing),
    ...commandWith(manager.addDevelopment, missingHere),
    `${manager.exec} barewire generate`,
    `${manager.run} protocol:test`,
  ];
  return [`next, edit schemas/${name}/v1.bare, and run:`, ...steps.map((step) => `  ${step}`)].join(
    "\n",
  );
}

function commandWith(command: string, packages: readonly string[] = []): readonly string[] {
  return packages.length === 0 ? [] : [`${command} ${packages.join(" ")}`];
}
