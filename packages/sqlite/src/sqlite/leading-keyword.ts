/** The word that an SQL statement begins with, behind white space and comments. */

const BLANK = /[\s;]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const WORD = /[a-z]+/iy;

/** In capitals; empty where the text does not begin with a word. */
export function leadingKeyword(sql: string): string {
  let offset = 0;
  // One piece at a time: one expression for all of them would need memory for each character.
  for (let end = endOf(BLANK, sql, 0); end > offset; end = endOf(BLANK, sql, offset)) offset = end;
  return sql.slice(offset, endOf(WORD, sql, offset)).toUpperCase();
}

/** The end of a match at `offset`, or `offset` itself where there is none. */
function endOf(pattern: RegExp, sql: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(sql) ? pattern.lastIndex : offset;
}
