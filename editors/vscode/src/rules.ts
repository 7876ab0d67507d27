/** The rules that `checker explain` knows. */

export interface Listed {
  name: string;
  title: string;
  severity: string;
}

/** Read the list that `checker explain --all` prints. */
export function parseRules(listing: string): Listed[] {
  return [...listing.matchAll(/^ +(\S+) +([a-z][a-z0-9-]*) +(\S.*?)\r?$/gm)].map(([, severity, name, title]) => ({
    name: name!,
    title: title!,
    severity: severity!,
  }));
}

/** Return the rule of a diagnostic's code, which may carry a link. */
export function ruleOf(code: string | number | { value: string | number } | undefined): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
