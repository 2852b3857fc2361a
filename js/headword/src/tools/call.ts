/** A call as a model can make it: the tool and its arguments, those that are undefined left out. */
export function call(name: string, args: Readonly<Record<string, unknown>>): string {
  return `${name} ${JSON.stringify(args)}`;
}
