/** A project that a bundler builds with the plugin, and in which no command generates anything. */

import { installRuntime, type TestFolder, testFolder } from "../commands/test-folder.js";

/** The bundle prints `1 97`. */
export const V1 = "type Note struct {\n  text: str\n}\n";

/** The second line has an unknown type, which begins at column 9. */
export const FAULTY = "type Note struct {\n  text: strr\n}\n";

/** The bundle prints `1 97 7`. */
export const LONGER = "type Note struct {\n  text: str\n  size: u8\n}\n";

/** The bundle prints the bytes of a note, whose fields follow the schema. */
const MAIN = `import { encodeNote } from "./gen/notes/versions.ts";
console.log([...encodeNote({ text: "a", size: 7 } as never, 1)].join(" "));
`;

export function bundledProject(): TestFolder {
  const project = testFolder();
  const config = { schemas: "schemas", out: "gen", importExtension: "ts" };
  project.write("barewire.config.json", JSON.stringify(config));
  project.write("package.json", '{ "type": "module" }');
  project.write("schemas/notes/v1.bare", V1);
  project.write("main.ts", MAIN);
  installRuntime(project);
  return project;
}
