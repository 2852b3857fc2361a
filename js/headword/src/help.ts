/** Printed for `--help`, and when no command is given. `crates/cli/src/help.txt` is the same. */
export const HELP = `\
Headword turns documentation into one file that answers questions.

usage:
  headword build DIR --out FILE [--name NAME] [--base-url URL] [--json]
  headword search INDEX QUERY... [--limit N] [--json]
  headword read INDEX PATH [--json]

commands:
  build            Read every .md, .mdx and .markdown file under DIR, write one index.
                   Left out: names that start with _ or ., node_modules, links.
  search           Print the pages that answer QUERY, best first.
  read             Print a page (guide/start) or a section of it (guide/start#install).

options:
  --out FILE       The index to write. An older one is replaced only by a whole one.
  --name NAME      What the docs are called.
  --base-url URL   Where the docs are published, so that results carry links.
  --limit N        The most pages to print. 10 unless given.
  --json           Print JSON instead of text.
  -h, --help       Print this.
  -V, --version    Print the version.

Colours appear on a terminal only, and not when NO_COLOR is set.
Exit status: 0 done, 1 bad input or nothing at that path, 2 wrong usage.
`;
