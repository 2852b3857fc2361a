/** Printed for `--help`, and when no command is given. `crates/cli/src/help.txt` is the same. */
export const HELP = `\
Headword turns documentation into one file that answers questions.

usage:
  headword build [DIR] [--SETTING VALUE]... [--watch] [--json]
  headword check [DIR] [--SETTING VALUE]... [--strict] [--json]
  headword serve [DIR] [--SETTING VALUE]... [--port N]
  headword search INDEX QUERY... [--filter KEY=VALUE]... [--facet KEY]... [--sort KEY]
                  [--limit N] [--offset N] [--explain[=PATH]] [--json]
  headword search INDEX --queries FILE [--run FILE] [--limit N] [--json]
  headword read INDEX PATH [--language LANGUAGE] [--max-tokens N] [--cursor CURSOR]
                  [--links FORM] [--outline] [--json]
  headword resolve INDEX ADDRESS [--json]
  headword list INDEX [PATH] [--depth N] [--json]
  headword suggest INDEX TEXT... [--limit N] [--json]
  headword diff OLD NEW [--json]
  headword inspect INDEX [--limit N] [--json]
  headword merge INDEX... --out FILE [--name TEXT] [--base-url URL] [--json]
  headword eval INDEX FILE... [--unit page|section] [--json]
  headword test INDEX FILE [--json]
  headword split INDEX --out DIR [--json]
  headword bundle INDEX --name NAME [--out DIR] [--json]
  headword completion bash|zsh|fish
  headword man

commands:
  build                Read Markdown, MDX, HTML and JSON lines under DIR, write one index.
  check                List dead links and other probable mistakes in the docs.
  serve                Show what a search of the docs finds, and their pages, in a browser on this machine, anew after
                       each change. Nothing is written.
  search               Print the pages that answer QUERY, best first.
  read                 Print a page (guide/start) or a section of it (guide/start#install).
  resolve              Print what an address means: a path, a URL, a former path, one with a slip of the pen.
  list                 Print the pages below PATH, or all, in the order of the navigation.
  suggest              Print names of pages and sections, and identifiers, that TEXT may become.
  diff                 Print which pages were added, removed, moved and changed from one index to another.
  inspect              Print what takes the bytes of an index, and its most frequent words.
  merge                Write one index of several: of parts of the docs, or of several products.
  eval                 Measure how good and how fast answers are, by what people judged right: each line of FILE
                       is {"qid": "7", "query": "rotate api key", "rel": {"guides/keys": 2, "reference/keys": 1}}.
  test                 Check what a site expects of its index, [[case]] tables in the TOML file FILE:
                       query = "rotate api key", expect = ["guides/keys"], not = ["changelog"], within = 3.
  split                Cut an index into files, for hosts that give no ranges of files.
  bundle               Write an npm package of an index: an MCP server that npx starts, and a module that opens
                       the docs. Written again, its README.md and package.json stay as they are.
  completion           Print a script that makes a shell complete commands and options.
  man                  Print this as a manual page.

An INDEX is a file, or an address on the web: search and read fetch only what they need of it.

options:
  --config FILE        The settings: headword.toml unless given. "headword build --help" lists them all.
  --out FILE           The index to write: docs.headword unless given. Replaced only by a whole one. For split and
                       bundle, the folder; bundle's is named after the package unless given.
  --name TEXT          What the docs are called; for bundle, the name of the package, as @acme/docs.
  --base-url URL       Where the docs are published, so that results carry links.
  --watch              Build again after each change.
  --port N             Where to listen on this machine: 4380 unless given; 0 for any that is free.
  --strict             Exit with status 1 where there is anything to mend.
  --filter KEY=VALUE   Only pages of this kind, path or language, or with this in their front matter.
                       Any of several values of a key is enough.
  --facet KEY          Count the values of KEY among all pages that match.
  --sort KEY           Order pages by KEY, or by -KEY the other way round, and not by relevance.
  --limit N            The most pages to print, and words: 10 unless given.
  --offset N           How many pages to pass over.
  --explain            Print what the score of each page is made of too; with =PATH, only what that of this page or
                       section is made of, or why it is not found.
  --language LANGUAGE  Leave out sections that are for other programming languages.
  --max-tokens N       Print no more than so many tokens of a page, cut between blocks.
  --cursor CURSOR      Go on where an answer was cut.
  --links FORM         Write links to other pages as paths or urls; as-written unless given.
  --outline            Print the sections of a page alone, with their tokens.
  --depth N            How many levels below PATH to list: all unless given.
  --queries FILE       Search each line of FILE, {"qid": "7", "query": "rotate api key"}, and print the sections
                       found, a line each: qid docid rank score. White space in ids is percent-encoded.
  --run FILE           Write those lines to FILE instead. Replaced only by a whole one.
  --unit UNIT          What is judged: section where "rel" has any path with a #, else page, unless given.
  --json               Print JSON instead of text.
  --color WHEN         auto, always or never: auto unless given, which is on a terminal where NO_COLOR is not set.
  -h, --help           Print this; after build, check and serve, every setting.
  -V, --version        Print the version.

examples:
  headword build docs --base-url https://example.com/docs/
  headword serve docs
  headword search docs.headword rotate api key --limit 3
  headword read docs.headword guides/keys#rotate-a-key --max-tokens 1000
  headword resolve docs.headword https://example.com/docs/old/keys.html
  headword bundle docs.headword --name @acme/docs
  headword completion bash > ~/.local/share/bash-completion/completions/headword
  headword man > ~/.local/share/man/man1/headword.1

On a terminal, paths are links where it knows them. "read" shows more than a screen in $PAGER, or in less.
Exit status: 0 done, 1 bad input, nothing at that path or a case that fails, 2 wrong usage.
`;
