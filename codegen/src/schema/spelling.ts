/** Names in the three spellings that BARE uses, made from a name in any of them. */

/** `strict_snake_case` is strictSnakeCase; a name without `_` is left as it is. */
export function camelCase(name: string): string {
  return name.replace(/_+([^_])?/g, (_all, first: string | undefined) => upperFirst(first ?? ""));
}

export function pascalCase(name: string): string {
  return upperFirst(camelCase(name.replace(/^_+/, "")));
}

/** Handles names that start in upper case, too: `URL` is url, `PageSize` is pageSize. */
export function lowerCamelCase(name: string): string {
  const isAllUpperCase = name === name.toUpperCase();
  const camel = camelCase(isAllUpperCase ? name.toLowerCase() : name.replace(/^_+/, ""));
  return camel.charAt(0).toLowerCase() + camel.slice(1);
}

export function constantCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase();
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
