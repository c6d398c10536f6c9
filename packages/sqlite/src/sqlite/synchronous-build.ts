/**
 * The build of SQLite that blocks, for workers. It is in a module of its own, so that a bundle has
 * only the build that it runs.
 */

// @ts-expect-error: the package has no types for its builds.
import startBuild from "@journeyapps/wa-sqlite/dist/wa-sqlite.mjs";
import type { StartBuild } from "./sqlite-module.js";

export const startSynchronous: StartBuild = startBuild;
