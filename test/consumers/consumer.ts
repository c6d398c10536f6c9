/** A consumer: a tool, or a version of one, that generated code works in, and how it is used. */

/** The folders of `projects` that name tools and pin them by a lockfile. */
export type Family = "ci" | "node" | "typescript" | "runtimes" | "bundlers" | "next" | "runners";

export type Step = {
  /** One row of the table shows how far a consumer came. */
  readonly name: "types" | "build" | "run";
  /** A path below the `node_modules` of the family, or a program of Node. */
  readonly program: Program;
  readonly args: readonly string[];
};

export type Program =
  /** The entry of `bin` in a package of the family, which a Node runs. */
  | { readonly kind: "bin"; readonly package: string; readonly bin: string }
  /** A file of a package of the family that is executable by itself. */
  | { readonly kind: "binary"; readonly path: string }
  /** A Node of a family, with these arguments. */
  | { readonly kind: "node"; readonly family: Family; readonly name: string }
  /** A page in Chromium. */
  | { readonly kind: "page" };

export type Consumer = {
  readonly name: string;
  readonly family: Family;
  readonly importExtension: "js" | "ts" | "none";
  /** With JavaScript, the sources are those of `files` alone. */
  readonly target?: "js+dts";
  /** The folder of `projects/rows` with its own files; null if it needs none. */
  readonly files: string | null;
  /** With the plugin, the bundler generates, and no command does. */
  readonly generatedBy?: "plugin";
  readonly packageType: "module" | "commonjs";
  /** Options of the compiler beside the strict ones that all share. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  /** A file that has the result, for tools that print none. */
  readonly resultFile?: string;
};

/** The options that every consumer compiles with. */
export const STRICT_OPTIONS: Readonly<Record<string, unknown>> = {
  target: "es2022",
  lib: ["es2022", "dom"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  skipLibCheck: false,
};
