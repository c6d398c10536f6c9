/**
 * The notices of a run, which are not problems.
 */

import { join, relative, sep } from "node:path";
import type { RefusedPlaces } from "../refused-places.js";
import type { DeprecatedPart } from "../schema/deprecated-parts.js";
import { type CommandIo, displayPath } from "./command-io.js";
import type { ProtocolFolders } from "./locate-protocols.js";
import { type Notice, noticeOf } from "./rendered-diagnostic.js";
import { rootFolders } from "./root-folder.js";

/** The most keys of one step that a reader will read to the end. */
const MAX_KEYS = 8;

/** The number of places that refuse values for want of a decision; no notice if there are none. */
export function refusedNotices(
  { protocol, selection }: ProtocolFolders,
  refused: readonly RefusedPlaces[],
): readonly Notice[] {
  const count = refused.reduce((sum, { keys }) => sum + keys.length, 0);
  if (count === 0) return [];
  const places = count === 1 ? "1 place refuses" : `${count} places refuse`;
  const steps = refused.flatMap(({ fromVersion, toVersion, keys, notes }) => {
    const rest = keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : "";
    return [
      `  v${fromVersion} to v${toVersion}: ${keys.slice(0, MAX_KEYS).join(", ")}${rest}`,
      ...notes.map((note) => `    ${note}`),
    ];
  });
  const command = `\`barewire generate${selection} --scaffold\``;
  return [
    noticeOf([
      `${protocol}: ${places} some values by default, because no decision says otherwise`,
      ...steps,
      "  help: answer them, or accept them with `reject`;",
      `    ${command} lists them in the decisions files`,
    ]),
  ];
}

/** The parts that the newest version deprecates, with the reasons. */
export function deprecatedNotices(
  { protocol }: ProtocolFolders,
  parts: readonly DeprecatedPart[],
): readonly Notice[] {
  if (parts.length === 0) return [];
  const lines = parts.map(({ key, reason }) => `  ${key}: ${reason}`);
  return [noticeOf([`${protocol}: deprecated in the newest version`, ...lines])];
}

/**
 * TypeScript refuses to compile what lies outside of its root folder, and the generated modules
 * import the decisions.
 */
export function rootFolderNotices(
  { outFolder, decisionsFolder, makesLock }: ProtocolFolders,
  io: CommandIo,
): readonly Notice[] {
  const root = rootFolders(outFolder).find(
    ({ folder }) => isInside(outFolder, folder) && !isInside(decisionsFolder, folder),
  );
  if (root === undefined) return [];
  const inside = displayPath(join(root.folder, "decisions"), io);
  const setting = makesLock
    ? `name ${inside} as "decisions" in barewire.config.json`
    : `name it with \`--decisions ${inside}\``;
  const [decisions, file] = [displayPath(decisionsFolder, io), displayPath(root.file, io)];
  return [
    noticeOf([
      `${decisions}: the folder lies outside of the "rootDir" of ${file}, so that tsc refuses it (TS6059)`,
      `  help: move it to ${inside} and ${setting}`,
    ]),
  ];
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`);
}
