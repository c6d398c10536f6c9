/** The project of a plugin: one run after another, with its faults as a bundler can show them. */

import {
  type GeneratedProject,
  generateProject,
  type ProjectFinding,
  type WatchedPlaces,
  watchedPlaces,
} from "@barewire/codegen/project";

export type { WatchedPlaces };

export type Fault = {
  /** The text with its place, a code frame and help, for bundlers that show texts alone. */
  readonly text: string;
  /** The message and the help without the place. */
  readonly message: string;
  readonly place: FaultPlace | null;
};

export type FaultPlace = {
  /** An absolute path. */
  readonly file: string;
  /** Lines and columns are counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The number of UTF-16 units that are at fault. */
  readonly length: number;
};

export type ProjectRun = {
  readonly faults: readonly Fault[];
  readonly watched: WatchedPlaces;
};

export class ProjectBuild {
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The places to watch, as they are now. */
  places(): WatchedPlaces {
    return watchedPlaces(this.#folder);
  }

  /** Runs never overlap: a bundler may build for several environments at once. */
  async run(): Promise<ProjectRun> {
    const next = this.#last.then(async () => await generateProject(this.#folder));
    // The caller of a run sees its error, and the runs after it do not.
    this.#last = next.catch(() => {});
    return runOf(await next);
  }
}

function runOf({ findings, failure, watched }: GeneratedProject): ProjectRun {
  const faults = findings.map(faultOf);
  const failed = failure === null ? [] : [{ text: failure, message: failure, place: null }];
  return { faults: [...faults, ...failed], watched };
}

function faultOf({ path, message, help, range, text }: ProjectFinding): Fault {
  const start = range?.start ?? { line: 1, column: 1, offset: 0 };
  const length = range === null ? 0 : range.end.offset - range.start.offset;
  return {
    text,
    message: help === null ? message : `${message}\nhelp: ${help}`,
    place: { file: path, line: start.line, column: start.column, length },
  };
}
