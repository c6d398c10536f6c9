/** Arguments as they are typed into a shell. */

/** The flags that have a value, each as ` --name value`. */
export function flagsText(flags: Readonly<Record<string, string | null>>): string {
  return Object.entries(flags)
    .map(([name, value]) => (value === null ? "" : ` --${name} ${shellWord(value)}`))
    .join("");
}

/** A word as a shell reads it: in quotes where it has a character that a shell would take. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
