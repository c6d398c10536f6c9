/** The only file that imports ts-morph, which takes most of a second to load: hence lazily. */

export type {
  CodeBlockWriter,
  Identifier,
  Node,
  ObjectLiteralExpression,
  SourceFile,
  ts,
} from "ts-morph";

export type TsMorph = typeof import("ts-morph");

export async function loadTsMorph(): Promise<TsMorph> {
  return await import("ts-morph");
}

/** A project without a disk and without the types of the language, which nothing here needs. */
export async function emptyProject(): Promise<InstanceType<TsMorph["Project"]>> {
  const { Project, IndentationText, QuoteKind } = await loadTsMorph();
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true },
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Double,
      useTrailingCommas: true,
    },
  });
}
