/** Webpack: a run before each compilation, whose errors get what is at fault. */

import type { Fault, ProjectBuild, ProjectRun } from "./project-build.js";

/** The compiler, as far as it is used. */
export type WebpackCompiler = {
  readonly inputFileSystem: { readonly purge?: () => void } | null;
  readonly hooks: {
    readonly beforeRun: AsyncHook;
    readonly watchRun: AsyncHook;
    readonly thisCompilation: {
      readonly tap: (name: string, run: (compilation: WebpackCompilation) => void) => void;
    };
  };
};

type AsyncHook = { readonly tapPromise: (name: string, run: () => Promise<void>) => void };

type WebpackCompilation = {
  readonly errors: { readonly push: (error: Error) => unknown };
  readonly fileDependencies: { readonly add: (path: string) => unknown };
  readonly contextDependencies: { readonly add: (path: string) => unknown };
};

const NAME = "barewire";

export function tapWebpack(compiler: WebpackCompiler, project: ProjectBuild): void {
  let run: ProjectRun = { faults: [], watched: { files: [], folders: [] } };
  const generate = async () => {
    run = await project.run();
    // The compiler has read the modules before, and they may have been written anew.
    compiler.inputFileSystem?.purge?.();
  };
  compiler.hooks.beforeRun.tapPromise(NAME, generate);
  compiler.hooks.watchRun.tapPromise(NAME, generate);
  compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
    for (const path of run.watched.files) compilation.fileDependencies.add(path);
    for (const path of run.watched.folders) compilation.contextDependencies.add(path);
    for (const fault of run.faults) compilation.errors.push(webpackError(fault));
  });
}

/** `file` and `loc` are the fields by which it names the place of an error. */
function webpackError({ text, place }: Fault): Error {
  const error = new Error(text);
  error.name = "BarewireError";
  // The stack of the plugin would say nothing about the schema.
  error.stack = "";
  if (place === null) return error;
  const { file, line, column, length } = place;
  const start = { line, column: column - 1 };
  const end = { line, column: column - 1 + length };
  return Object.assign(error, { file, loc: { start, end } });
}
