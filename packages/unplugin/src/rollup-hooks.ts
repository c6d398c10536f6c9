/** Rollup, and Vite where it builds: each build begins with a run. */

import type { Fault, ProjectBuild, WatchedPlaces } from "./project-build.js";

/** The context of a hook, as far as it is used. */
export type RollupContext = {
  readonly addWatchFile: (path: string) => void;
  readonly error: (error: RollupError) => never;
};

type RollupError = {
  readonly message: string;
  readonly id?: string;
  /** Columns are counted from 0. */
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
};

export type RollupHooks = {
  readonly buildStart: {
    readonly order: "pre";
    readonly sequential: true;
    readonly handler: (this: RollupContext) => Promise<void>;
  };
};

export function rollupHooks(project: ProjectBuild): RollupHooks {
  return {
    buildStart: {
      // The hooks of others may read the modules, as that of a compiler does.
      order: "pre",
      sequential: true,
      async handler() {
        const { faults, watched } = await project.run();
        for (const path of placesOf(watched)) this.addWatchFile(path);
        const error = errorOf(faults);
        if (error !== null) this.error(error);
      },
    },
  };
}

/** New schemas are entries of a folder, and a change in a schema is one of a file. */
function placesOf({ files, folders }: WatchedPlaces): readonly string[] {
  return [...folders, ...files];
}

/** A build ends with its first error, so this one has the texts of all, and the first place. */
export function errorOf(faults: readonly Fault[]): RollupError | null {
  const [first] = faults;
  if (first === undefined) return null;
  const message = faults.map(({ text }) => text).join("\n\n");
  if (first.place === null) return { message };
  const { file, line, column } = first.place;
  return { message, id: file, loc: { file, line, column: column - 1 } };
}
