/** The two builds of SQLite that are used; their package has no types for one of them. */

declare module "@journeyapps/wa-sqlite/dist/wa-sqlite.mjs" {
  const factory: (options: object) => Promise<import("./sqlite-module.js").SqliteModule>;

  export { factory as default };
}

declare module "@journeyapps/wa-sqlite/dist/wa-sqlite-jspi.mjs" {
  const factory: (options: object) => Promise<import("./sqlite-module.js").SqliteModule>;

  export { factory as default };
}
