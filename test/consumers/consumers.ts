/** The rows of the matrix. The family `ci` is what CI runs; the rest runs by one command. */

import type { Consumer, Family, Program, Step } from "./consumer.js";

const NODE_24: Program = { kind: "node", family: "ci", name: "node-24" };

const NODENEXT = { module: "nodenext", verbatimModuleSyntax: true };

const BUNDLER = { module: "esnext", moduleResolution: "bundler", verbatimModuleSyntax: true };

/** Sources that are run as they are. */
const UNCOMPILED = { ...NODENEXT, noEmit: true, allowImportingTsExtensions: true };

function tsc(version: string, args: readonly string[]): Step {
  const name = args.includes("--noEmit") ? "types" : "build";
  return { name, program: { kind: "bin", package: version, bin: "tsc" }, args };
}

function run(program: Program, args: readonly string[]): Step {
  return { name: "run", program, args };
}

const COMMON = { files: null, packageType: "module" } as const;

function nodeWithTsx(version: string, family: Family, compiler: string): Consumer {
  const program: Program = { kind: "node", family, name: `node-${version}` };
  return {
    ...COMMON,
    name: `Node ${version}, tsx`,
    family,
    importExtension: "js",
    compilerOptions: NODENEXT,
    steps: [tsc(compiler, ["--noEmit"]), run(program, ["--import=tsx", "src/main.ts"])],
  };
}

function nodeAlone(version: string, family: Family, compiler: string): Consumer {
  const program: Program = { kind: "node", family, name: `node-${version}` };
  return {
    ...COMMON,
    name: `Node ${version}, its own TypeScript`,
    family,
    importExtension: "ts",
    compilerOptions: { ...UNCOMPILED, erasableSyntaxOnly: true },
    steps: [tsc(compiler, ["--noEmit"]), run(program, ["src/main.ts"])],
  };
}

function compiledBy(version: string, family: Family): Consumer {
  return {
    ...COMMON,
    name: `TypeScript ${version}`,
    family,
    importExtension: "js",
    compilerOptions: { ...NODENEXT, declaration: true, rootDir: "src", outDir: "dist" },
    steps: [tsc(`typescript-${version}`, []), run(NODE_24, ["dist/main.js"])],
  };
}

function nextWith(bundler: "turbopack" | "webpack"): Consumer {
  return {
    ...COMMON,
    name: `Next.js, ${bundler === "turbopack" ? "Turbopack" : "webpack"}`,
    family: "next",
    importExtension: "none",
    files: "next",
    compilerOptions: {
      ...BUNDLER,
      // Pages are typed by Next's own declarations, which are not strict enough for a check.
      skipLibCheck: true,
      jsx: "react-jsx",
      allowJs: true,
      esModuleInterop: true,
      incremental: true,
      noEmit: true,
      resolveJsonModule: true,
    },
    steps: [
      {
        name: "build",
        program: { kind: "bin", package: "next", bin: "next" },
        args: ["build", `--${bundler}`],
      },
    ],
    resultFile: "out/index.html",
  };
}

const WORKERD: Program = { kind: "binary", path: "@cloudflare/workerd-linux-64/bin/workerd" };

const DENO: Program = { kind: "binary", path: "@deno/linux-x64-glibc/deno" };

const BUN: Program = { kind: "binary", path: "@oven/bun-linux-x64/bin/bun" };

const ESBUILD: Program = { kind: "bin", package: "esbuild", bin: "esbuild" };

/** Those of `ci` first, because the others use its Node 24. */
export const CONSUMERS: readonly Consumer[] = [
  nodeWithTsx("20", "ci", "typescript-7.0"),
  nodeWithTsx("24", "ci", "typescript-7.0"),
  nodeAlone("24", "ci", "typescript-7.0"),
  compiledBy("5.4", "ci"),
  compiledBy("7.0", "ci"),
  {
    ...COMMON,
    name: "esbuild",
    family: "ci",
    importExtension: "none",
    compilerOptions: BUNDLER,
    steps: [
      tsc("typescript-7.0", ["--noEmit"]),
      {
        name: "build",
        program: ESBUILD,
        args: ["src/main.ts", "--bundle", "--format=esm", "--outfile=dist/main.js"],
      },
      run(NODE_24, ["dist/main.js"]),
    ],
  },
  {
    ...COMMON,
    name: "Vite",
    family: "ci",
    importExtension: "none",
    files: "vite",
    compilerOptions: BUNDLER,
    steps: [
      tsc("typescript-7.0", ["--noEmit"]),
      { name: "build", program: { kind: "bin", package: "vite", bin: "vite" }, args: ["build"] },
      run(NODE_24, ["dist/main.js"]),
    ],
  },
  {
    ...COMMON,
    name: "Node 20, JavaScript and tsc --checkJs",
    family: "node",
    importExtension: "js",
    target: "js+dts",
    files: "javascript",
    compilerOptions: { ...NODENEXT, allowJs: true, checkJs: true },
    steps: [
      tsc("typescript-6.0", ["--noEmit"]),
      run({ kind: "node", family: "ci", name: "node-20" }, ["src/main.js"]),
    ],
  },
  nodeWithTsx("22", "node", "typescript-6.0"),
  nodeAlone("22", "node", "typescript-6.0"),
  nodeWithTsx("26", "node", "typescript-6.0"),
  nodeAlone("26", "node", "typescript-6.0"),
  {
    ...COMMON,
    name: "CommonJS, require(esm) of Node 22",
    family: "node",
    packageType: "commonjs",
    importExtension: "js",
    // A module of CommonJS cannot keep the imports that `verbatimModuleSyntax` wants to keep.
    compilerOptions: { module: "nodenext", rootDir: "src", outDir: "dist" },
    steps: [
      tsc("typescript-6.0", []),
      run({ kind: "node", family: "node", name: "node-22" }, ["dist/main.js"]),
    ],
  },
  ...["5.5", "5.6", "5.7", "5.8", "5.9", "6.0"].map((version) => compiledBy(version, "typescript")),
  {
    ...compiledBy("6.0", "typescript"),
    name: "TypeScript 6.0, rewriteRelativeImportExtensions",
    importExtension: "ts",
    compilerOptions: {
      ...NODENEXT,
      rewriteRelativeImportExtensions: true,
      rootDir: "src",
      outDir: "dist",
    },
  },
  {
    ...COMMON,
    name: "<script type=module>",
    family: "typescript",
    importExtension: "js",
    files: "page",
    compilerOptions: { ...NODENEXT, rootDir: "src", outDir: "dist" },
    steps: [tsc("typescript-6.0", []), { name: "run", program: { kind: "page" }, args: [] }],
  },
  {
    ...COMMON,
    name: "Deno",
    family: "runtimes",
    importExtension: "ts",
    files: "deno",
    compilerOptions: UNCOMPILED,
    steps: [
      { name: "types", program: DENO, args: ["check", "src/main.ts"] },
      run(DENO, ["run", "src/main.ts"]),
    ],
  },
  {
    ...COMMON,
    name: "Bun",
    family: "runtimes",
    importExtension: "ts",
    compilerOptions: { ...UNCOMPILED, ...BUNDLER },
    steps: [tsc("typescript-6.0", ["--noEmit"]), run(BUN, ["src/main.ts"])],
  },
  {
    ...COMMON,
    name: "workerd",
    family: "runtimes",
    importExtension: "none",
    files: "workerd",
    compilerOptions: BUNDLER,
    steps: [
      tsc("typescript-6.0", ["--noEmit"]),
      {
        name: "build",
        program: ESBUILD,
        args: ["worker.ts", "--bundle", "--format=esm", "--outfile=dist/worker.js"],
      },
      run(WORKERD, ["test", "config.capnp"]),
    ],
  },
  {
    ...COMMON,
    name: "Rollup",
    family: "bundlers",
    importExtension: "js",
    files: "rollup",
    compilerOptions: BUNDLER,
    steps: [
      tsc("typescript", ["--noEmit"]),
      {
        name: "build",
        program: { kind: "bin", package: "rollup", bin: "rollup" },
        args: ["--config", "rollup.config.mjs", "--failAfterWarnings"],
      },
      run(NODE_24, ["dist/main.js"]),
    ],
  },
  {
    ...COMMON,
    name: "webpack, ts-loader",
    family: "bundlers",
    importExtension: "none",
    files: "webpack",
    compilerOptions: BUNDLER,
    steps: [
      {
        name: "build",
        program: { kind: "bin", package: "webpack-cli", bin: "webpack-cli" },
        args: ["build", "--config", "webpack.config.cjs"],
      },
      run(NODE_24, ["dist/main.cjs"]),
    ],
  },
  {
    ...COMMON,
    name: "Rollup, @barewire/unplugin",
    family: "bundlers",
    importExtension: "js",
    generatedBy: "plugin",
    files: "rollup-plugin",
    compilerOptions: BUNDLER,
    steps: [
      {
        name: "build",
        program: { kind: "bin", package: "rollup", bin: "rollup" },
        args: ["--config", "rollup.config.mjs", "--failAfterWarnings"],
      },
      run(NODE_24, ["watch.mjs"]),
      run(NODE_24, ["dist/main.js"]),
    ],
  },
  {
    ...COMMON,
    name: "webpack, @barewire/unplugin",
    family: "bundlers",
    importExtension: "none",
    generatedBy: "plugin",
    files: "webpack-plugin",
    compilerOptions: BUNDLER,
    steps: [
      {
        name: "build",
        program: { kind: "bin", package: "webpack-cli", bin: "webpack-cli" },
        args: ["build", "--config", "webpack.config.mjs"],
      },
      run(NODE_24, ["watch.mjs"]),
      run(NODE_24, ["dist/main.cjs"]),
    ],
  },
  nextWith("turbopack"),
  nextWith("webpack"),
  {
    ...COMMON,
    name: "Jest, ts-jest, ESM",
    family: "runners",
    importExtension: "none",
    files: "jest",
    compilerOptions: { ...BUNDLER, types: ["jest", "node"], skipLibCheck: true },
    steps: [
      run(NODE_24, ["--experimental-vm-modules", "../node_modules/jest/bin/jest.js", "--ci"]),
    ],
  },
  {
    ...COMMON,
    name: "Vitest",
    family: "runners",
    importExtension: "none",
    files: "vitest",
    compilerOptions: { ...BUNDLER, types: ["node"], skipLibCheck: true },
    steps: [
      tsc("typescript", ["--noEmit"]),
      run({ kind: "bin", package: "vitest", bin: "vitest" }, ["run"]),
    ],
  },
];
