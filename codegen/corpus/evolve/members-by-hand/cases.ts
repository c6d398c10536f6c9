const note = (text: string, size?: number) => ({
  tag: "Note",
  val: size === undefined ? { text } : { text, size },
});

export const cases = [
  { root: "Root", up: { tag: "Level", val: "HIGH" }, gives: { tag: "Level", val: "LOW" } },
  { root: "Root", down: { tag: "Level", val: "HIGH" }, gives: { tag: "Level", val: "HIGH" } },
  { root: "Root", up: { tag: "Ping", val: null }, gives: { tag: "Ping", val: null } },
  { root: "Root", down: { tag: "Ping", val: null }, gives: note("ping") },
  { root: "Root", up: note("ab"), gives: note("ab", 2) },
  { root: "Root", down: note("ab", 2), gives: note("ab") },
  { root: "Root", down: note("a", 1), refused: { path: "Root.Note.size", since: 2 } },
  {
    root: "Root",
    up: note(""),
    refused: { path: "Root.Note.size", reason: "an empty note has no size" },
  },
  { root: "Root", up: note("x".repeat(256)), refused: { path: "Root.Note.size" } },
];
