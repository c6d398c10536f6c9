/** The package manager of a project, so that the commands that help names work there. */

export type PackageManager = {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** Runs an installed command. */
  readonly exec: string;
  /** Runs a script of package.json. */
  readonly run: string;
  readonly add: string;
  readonly addDevelopment: string;
  /** Installs exactly what the lockfile says, as a pipeline does. */
  readonly installLocked: string;
};

export const NPM: PackageManager = {
  name: "npm",
  exec: "npx",
  run: "npm run",
  add: "npm install",
  addDevelopment: "npm install --save-dev",
  installLocked: "npm ci",
};

const PACKAGE_MANAGERS: readonly PackageManager[] = [
  NPM,
  {
    name: "pnpm",
    exec: "pnpm exec",
    run: "pnpm run",
    add: "pnpm add",
    addDevelopment: "pnpm add --save-dev",
    installLocked: "pnpm install --frozen-lockfile",
  },
  {
    name: "yarn",
    exec: "yarn",
    run: "yarn run",
    add: "yarn add",
    addDevelopment: "yarn add --dev",
    installLocked: "yarn install --immutable",
  },
  {
    name: "bun",
    exec: "bunx",
    run: "bun run",
    add: "bun add",
    addDevelopment: "bun add --dev",
    installLocked: "bun install --frozen-lockfile",
  },
];

/** The lockfiles, which a project has at its root. */
export const LOCKFILES: ReadonlyMap<string, PackageManager["name"]> = new Map([
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
]);

/** The manager that `packageManager` of package.json names, such as `pnpm@10.1.0`. */
export function namedManager(text: string): PackageManager | null {
  const [name] = text.split("@");
  return PACKAGE_MANAGERS.find((manager) => manager.name === name) ?? null;
}

export function managerOf(name: PackageManager["name"]): PackageManager {
  return PACKAGE_MANAGERS.find((manager) => manager.name === name) ?? NPM;
}
