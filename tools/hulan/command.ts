/** One command. `run` returns the exit code: 0 all right, 1 something was found wrong, 2 used wrongly. */
export interface Command {
  usage: string;
  summary: string;
  more?: string;
  run(args: string[]): number | Promise<number>;
}

export const USED_WRONGLY = 2;

/** `--out FILE` and the like taken out of the arguments. */
export function options(
  args: readonly string[],
  withValue: readonly string[],
): { rest: string[]; flags: Set<string>; values: Record<string, string> } {
  const rest: string[] = [];
  const flags = new Set<string>();
  const values: Record<string, string> = {};
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('--')) rest.push(arg);
    else if (withValue.includes(arg)) values[arg] = args[++i] ?? '';
    else flags.add(arg);
  }
  return { rest, flags, values };
}
