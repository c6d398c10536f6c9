/** The word that an SQL statement begins with, behind white space and comments. */

const BLANK = /[\s;]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const WORD = /[a-z]+/iy;

/** The first keyword in capitals; empty if there is no word at the start. */
export function leadingKeyword(sql: string, start: number): string {
  let offset = start;
  // One part is matched at a time: a single expression for all would need memory for each
  // character.
  for (let end = endOf(BLANK, sql, offset); end > offset; end = endOf(BLANK, sql, offset))
    offset = end;
  return sql.slice(offset, endOf(WORD, sql, offset)).toUpperCase();
}

/** The end of a match at `offset`, or `offset` itself where there is none. */
function endOf(pattern: RegExp, sql: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(sql) ? pattern.lastIndex : offset;
}
