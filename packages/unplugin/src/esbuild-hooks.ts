/** esbuild: a run in each build, which the entry points wait for. */

import { readFileSync } from "node:fs";
import type { PartialMessage, PluginBuild } from "esbuild";
import type { Fault, ProjectBuild, ProjectRun, WatchedPlaces } from "./project-build.js";

export function setUpEsbuild(build: PluginBuild, project: ProjectBuild): void {
  let current: CurrentBuild | null = null;
  build.onStart(() => {
    current = null;
  });
  // Only callbacks for paths can say what to watch. esbuild remembers a file as it is when the
  // callback returns, so this one returns before the run reads it: a change between the two would
  // be missed. The run is in the callback after it, and whatever has faults is watched already.
  build.onResolve({ filter: ANY }, async ({ kind }) => {
    if (current !== null) return undefined;
    const watched = project.places();
    const begun: CurrentBuild = { watched, run: null };
    current = begun;
    // Text that a program passes is not loaded, and its imports have to be there at once.
    const isText = kind !== "entry-point";
    const faults = isText ? (await runOnce(begun, project)).faults : [];
    return {
      errors: faults.map(messageOf),
      watchFiles: [...watched.files],
      watchDirs: [...watched.folders],
    };
  });
  build.onLoad({ filter: ANY }, async () => {
    current ??= { watched: { files: [], folders: [] }, run: null };
    const { watched: before, run } = current;
    // The first file has the errors, which are those of no file of the bundle.
    if (run !== null) {
      await run;
      return undefined;
    }
    const { faults, watched } = await runOnce(current, project);
    return {
      errors: faults.map(messageOf),
      watchFiles: watched.files.filter((path) => !before.files.includes(path)),
      watchDirs: watched.folders.filter((path) => !before.folders.includes(path)),
    };
  });
}

const ANY = /.*/;

type CurrentBuild = { readonly watched: WatchedPlaces; run: Promise<ProjectRun> | null };

async function runOnce(current: CurrentBuild, project: ProjectBuild): Promise<ProjectRun> {
  current.run ??= project.run();
  return await current.run;
}

function messageOf({ text, message, place }: Fault): PartialMessage {
  if (place === null) return { text };
  const { file, line } = place;
  const lineText = lineOf(file, line);
  // Here columns and lengths are counted in bytes.
  const [start, end] = [place.column - 1, place.column - 1 + place.length];
  const column = Buffer.byteLength(lineText.slice(0, start));
  const length = Buffer.byteLength(lineText.slice(start, end));
  return { text: message, location: { file, line, column, length, lineText } };
}

/** A file at fault may be one that is missing. */
function lineOf(file: string, line: number): string {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/)[line - 1] ?? "";
  } catch {
    return "";
  }
}
