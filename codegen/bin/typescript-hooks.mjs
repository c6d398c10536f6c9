/**
 * Module hooks of Node that let a proof load a project's TypeScript as it is: imports are resolved
 * as the compiler resolves them, with the endings `.js`, `.ts` and none, and files are transpiled.
 * They only remove types, so a project's settings do not matter to them.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import * as nodeModule from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

let typescript;

/** `options.typescript` is the path of the compiler's module. */
export function initialize(options) {
  const require = nodeModule.createRequire(import.meta.url);
  const project = options.typescript === null ? null : require(options.typescript);
  // A compiler without this function, such as a native one, cannot transpile a single file.
  typescript = typeof project?.transpileModule === "function" ? project : require("ts-morph").ts;
}

export function installHooks(options) {
  // Node 20 has no hooks in the thread itself; its successors deprecate those in another one.
  if (typeof nodeModule.registerHooks === "function") {
    initialize(options);
    nodeModule.registerHooks({ resolve, load });
  } else {
    nodeModule.register(import.meta.url, { data: options });
  }
}

/** `?barewire-text=PATH` gives a module another text than that of its own file. */
const TEXT = "barewire-text";

export function resolve(specifier, context, nextResolve) {
  const { parentURL } = context;
  const isRelative = /^\.{1,2}\//.test(specifier) && parentURL?.startsWith("file:");
  const isAbsolute = specifier.startsWith("file:");
  if ((!isRelative && !isAbsolute) || parentURL?.includes("/node_modules/")) {
    return nextResolve(specifier, context);
  }
  const url = new URL(specifier, parentURL);
  if (url.searchParams.has(TEXT)) return { url: url.href, shortCircuit: true };
  const path = fileURLToPath(url);
  const found = candidates(path).find(isFile);
  return nextResolve(found === undefined ? specifier : pathToFileURL(found).href, context);
}

/** The compiler prefers a source to what was made of it. */
function candidates(path) {
  const stem = path.replace(/\.([cm]?)js$/, "");
  const sources = stem === path ? [] : [".ts", ".tsx", ".mts"].map((end) => `${stem}${end}`);
  const endings = [".ts", ".tsx", ".js", ".mjs", "/index.ts", "/index.js"];
  return [...sources, path, ...endings.map((end) => `${path}${end}`)];
}

function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}

export function load(url, context, nextLoad) {
  if (!url.startsWith("file:") || url.includes("/node_modules/")) return nextLoad(url, context);
  const path = fileURLToPath(url);
  const textPath = new URL(url).searchParams.get(TEXT) ?? path;
  if (/\.js$/.test(path)) {
    // Without `"type": "module"` Node would read a module of the project as CommonJS.
    const source = readFileSync(textPath, "utf8");
    const isModule = /^\s*(?:import|export)\b/m.test(source);
    if (!isModule) return nextLoad(url, context);
    return { format: "module", source, shortCircuit: true };
  }
  if (!/\.m?tsx?$/.test(path)) return nextLoad(url, context);
  const { outputText } = typescript.transpileModule(readFileSync(textPath, "utf8"), {
    fileName: path,
    compilerOptions: {
      module: typescript.ModuleKind.ESNext,
      target: typescript.ScriptTarget.ES2022,
      jsx: typescript.JsxEmit.ReactJSX,
      isolatedModules: true,
      inlineSourceMap: true,
    },
  });
  return { format: "module", source: outputText, shortCircuit: true };
}
