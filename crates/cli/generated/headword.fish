# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_headword_global_optspecs
    string join \n color= h/help V/version
end

function __fish_headword_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_headword_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_headword_using_subcommand
    set -l cmd (__fish_headword_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c headword -n "__fish_headword_needs_command" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_needs_command" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_needs_command" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_needs_command" -f -a "build" -d 'Read Markdown, MDX, HTML and JSON lines under DIR, write one index'
complete -c headword -n "__fish_headword_needs_command" -f -a "check" -d 'List dead links and other probable mistakes in the docs'
complete -c headword -n "__fish_headword_needs_command" -f -a "serve" -d 'Show what a search of the docs finds, and their pages, in a browser on this machine, anew after each change'
complete -c headword -n "__fish_headword_needs_command" -f -a "search" -d 'Print the pages that answer QUERY, best first'
complete -c headword -n "__fish_headword_needs_command" -f -a "read" -d 'Print a page (guide/start) or a section of it (guide/start#install)'
complete -c headword -n "__fish_headword_needs_command" -f -a "resolve" -d 'Print what an address means'
complete -c headword -n "__fish_headword_needs_command" -f -a "list" -d 'Print the pages below PATH, or all, in the order of the navigation'
complete -c headword -n "__fish_headword_needs_command" -f -a "suggest" -d 'Print names of pages and sections, and identifiers, that TEXT may become'
complete -c headword -n "__fish_headword_needs_command" -f -a "diff" -d 'Print which pages were added, removed, moved and changed from one index to another'
complete -c headword -n "__fish_headword_needs_command" -f -a "inspect" -d 'Print what takes the bytes of an index, and its most frequent words'
complete -c headword -n "__fish_headword_needs_command" -f -a "merge" -d 'Write one index of several'
complete -c headword -n "__fish_headword_needs_command" -f -a "eval" -d 'Measure how good and how fast answers are, by what people judged right'
complete -c headword -n "__fish_headword_needs_command" -f -a "test" -d 'Check what a site expects of its index, [[case]] tables in the TOML file FILE'
complete -c headword -n "__fish_headword_needs_command" -f -a "split" -d 'Cut an index into files, for hosts that give no ranges of files'
complete -c headword -n "__fish_headword_needs_command" -f -a "bundle" -d 'Write an npm package of an index'
complete -c headword -n "__fish_headword_needs_command" -f -a "completion" -d 'Print a script that makes a shell complete commands and options'
complete -c headword -n "__fish_headword_needs_command" -f -a "man" -d 'Print this as a manual page'
complete -c headword -n "__fish_headword_using_subcommand build" -l config -d 'The settings' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l name -d 'What the docs are called, for people' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l base-url -d 'What stands before the path of a page in its URL' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l docs -d 'The root of the docs' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l out -d 'The index to write' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l format -d 'What the files are; auto goes by their extensions' -r -f -a "auto\t''
markdown\t''
html\t''
records\t''"
complete -c headword -n "__fish_headword_using_subcommand build" -l include -d 'The files that are pages; all that the format knows unless given' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l exclude -d 'Files and folders to leave out' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l clean-urls -d 'URLs of pages are without .html' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l trailing-slash -d 'Clean URLs end with a slash' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l selector -d 'CSS selector of an HTML page\'s main content; found by itself unless given' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l snippets -d 'Folders of the files that pages show by name' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l snippet-components -d 'MDX components that show a snippet' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l examples -d 'Folders of example code' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l changelogs -d 'Changelogs: files, folders of files, or http(s) URLs' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l redirects -d 'Files that say where old paths lead: _redirects lines, or JSON' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l previous -d 'An earlier index, to tell what has changed since' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l cache -d 'Where to keep what the next build need not do again' -r -F
complete -c headword -n "__fish_headword_using_subcommand build" -l filters -d 'Keys of front matter, records and HTML that searches may filter, count and sort by' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l language -d 'What the docs are written in: how words have other forms' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l synonyms -d 'Words that find each other, k8s = kubernetes, or others too, sso -> single sign-on' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-entries -d 'Key that holds the entries; nothing is read unless given' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-descriptions -d 'Key that holds descriptions which entries refer to' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-title -d 'Key of an entry\'s title' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-name -d 'Key of the name of an entry, a parameter or a property' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-prefix -d 'Key of what stands before a title, such as GET; none unless given' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-type -d 'Key of a type' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-description -d 'Key of a description' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-optional -d 'Key that says that a parameter or a property may be left out' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-address -d 'Key of an entry\'s URL' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-id -d 'Key of an entry\'s identifier' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-lists -d 'Keys of an entry\'s lists' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l reference-languages -d 'Keys of programming languages, and what those are called' -r
complete -c headword -n "__fish_headword_using_subcommand build" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand build" -l watch -d 'Build again after each change'
complete -c headword -n "__fish_headword_using_subcommand build" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand build" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand build" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand check" -l config -d 'The settings' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l name -d 'What the docs are called, for people' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l base-url -d 'What stands before the path of a page in its URL' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l docs -d 'The root of the docs' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l out -d 'The index to write' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l format -d 'What the files are; auto goes by their extensions' -r -f -a "auto\t''
markdown\t''
html\t''
records\t''"
complete -c headword -n "__fish_headword_using_subcommand check" -l include -d 'The files that are pages; all that the format knows unless given' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l exclude -d 'Files and folders to leave out' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l clean-urls -d 'URLs of pages are without .html' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l trailing-slash -d 'Clean URLs end with a slash' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l selector -d 'CSS selector of an HTML page\'s main content; found by itself unless given' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l snippets -d 'Folders of the files that pages show by name' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l snippet-components -d 'MDX components that show a snippet' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l examples -d 'Folders of example code' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l changelogs -d 'Changelogs: files, folders of files, or http(s) URLs' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l redirects -d 'Files that say where old paths lead: _redirects lines, or JSON' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l previous -d 'An earlier index, to tell what has changed since' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l cache -d 'Where to keep what the next build need not do again' -r -F
complete -c headword -n "__fish_headword_using_subcommand check" -l filters -d 'Keys of front matter, records and HTML that searches may filter, count and sort by' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l language -d 'What the docs are written in: how words have other forms' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l synonyms -d 'Words that find each other, k8s = kubernetes, or others too, sso -> single sign-on' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-entries -d 'Key that holds the entries; nothing is read unless given' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-descriptions -d 'Key that holds descriptions which entries refer to' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-title -d 'Key of an entry\'s title' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-name -d 'Key of the name of an entry, a parameter or a property' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-prefix -d 'Key of what stands before a title, such as GET; none unless given' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-type -d 'Key of a type' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-description -d 'Key of a description' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-optional -d 'Key that says that a parameter or a property may be left out' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-address -d 'Key of an entry\'s URL' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-id -d 'Key of an entry\'s identifier' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-lists -d 'Keys of an entry\'s lists' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l reference-languages -d 'Keys of programming languages, and what those are called' -r
complete -c headword -n "__fish_headword_using_subcommand check" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand check" -l strict -d 'Exit with status 1 where there is anything to mend'
complete -c headword -n "__fish_headword_using_subcommand check" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand check" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand check" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand serve" -l config -d 'The settings' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l name -d 'What the docs are called, for people' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l base-url -d 'What stands before the path of a page in its URL' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l docs -d 'The root of the docs' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l out -d 'The index to write' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l format -d 'What the files are; auto goes by their extensions' -r -f -a "auto\t''
markdown\t''
html\t''
records\t''"
complete -c headword -n "__fish_headword_using_subcommand serve" -l include -d 'The files that are pages; all that the format knows unless given' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l exclude -d 'Files and folders to leave out' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l clean-urls -d 'URLs of pages are without .html' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l trailing-slash -d 'Clean URLs end with a slash' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l selector -d 'CSS selector of an HTML page\'s main content; found by itself unless given' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l snippets -d 'Folders of the files that pages show by name' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l snippet-components -d 'MDX components that show a snippet' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l examples -d 'Folders of example code' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l changelogs -d 'Changelogs: files, folders of files, or http(s) URLs' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l redirects -d 'Files that say where old paths lead: _redirects lines, or JSON' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l previous -d 'An earlier index, to tell what has changed since' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l cache -d 'Where to keep what the next build need not do again' -r -F
complete -c headword -n "__fish_headword_using_subcommand serve" -l filters -d 'Keys of front matter, records and HTML that searches may filter, count and sort by' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l language -d 'What the docs are written in: how words have other forms' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l synonyms -d 'Words that find each other, k8s = kubernetes, or others too, sso -> single sign-on' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-entries -d 'Key that holds the entries; nothing is read unless given' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-descriptions -d 'Key that holds descriptions which entries refer to' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-title -d 'Key of an entry\'s title' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-name -d 'Key of the name of an entry, a parameter or a property' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-prefix -d 'Key of what stands before a title, such as GET; none unless given' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-type -d 'Key of a type' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-description -d 'Key of a description' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-optional -d 'Key that says that a parameter or a property may be left out' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-address -d 'Key of an entry\'s URL' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-id -d 'Key of an entry\'s identifier' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-lists -d 'Keys of an entry\'s lists' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l reference-languages -d 'Keys of programming languages, and what those are called' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l port -d 'Where to listen on this machine' -r
complete -c headword -n "__fish_headword_using_subcommand serve" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand serve" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand serve" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand search" -l queries -d 'Search each line of FILE, {"qid"' -r -F
complete -c headword -n "__fish_headword_using_subcommand search" -l run -d 'Write those lines to FILE instead' -r -F
complete -c headword -n "__fish_headword_using_subcommand search" -l filter -d 'Only pages of this kind, path or language, or with this in their front matter' -r
complete -c headword -n "__fish_headword_using_subcommand search" -l facet -d 'Count the values of KEY among all pages that match' -r
complete -c headword -n "__fish_headword_using_subcommand search" -l sort -d 'Order pages by KEY, or by -KEY the other way round, and not by relevance' -r
complete -c headword -n "__fish_headword_using_subcommand search" -l limit -d 'The most pages to print, and words' -r
complete -c headword -n "__fish_headword_using_subcommand search" -l offset -d 'How many pages to pass over' -r
complete -c headword -n "__fish_headword_using_subcommand search" -l explain -d 'Print what the score of each page is made of too' -r
complete -c headword -n "__fish_headword_using_subcommand search" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand search" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand search" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand search" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand read" -l language -d 'What the docs are written in: how words have other forms' -r
complete -c headword -n "__fish_headword_using_subcommand read" -l max-tokens -d 'Print no more than so many tokens of a page, cut between blocks' -r
complete -c headword -n "__fish_headword_using_subcommand read" -l cursor -d 'Go on where an answer was cut' -r
complete -c headword -n "__fish_headword_using_subcommand read" -l links -d 'Write links to other pages as paths or urls' -r -f -a "as-written\t''
paths\t''
urls\t''"
complete -c headword -n "__fish_headword_using_subcommand read" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand read" -l outline -d 'Print the sections of a page alone, with their tokens'
complete -c headword -n "__fish_headword_using_subcommand read" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand read" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand read" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand resolve" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand resolve" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand resolve" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand resolve" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand list" -l depth -d 'How many levels below PATH to list' -r
complete -c headword -n "__fish_headword_using_subcommand list" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand list" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand list" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand list" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand suggest" -l limit -d 'The most pages to print, and words' -r
complete -c headword -n "__fish_headword_using_subcommand suggest" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand suggest" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand suggest" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand suggest" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand diff" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand diff" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand diff" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand diff" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand inspect" -l limit -d 'The most pages to print, and words' -r
complete -c headword -n "__fish_headword_using_subcommand inspect" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand inspect" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand inspect" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand inspect" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand merge" -l out -d 'The index to write' -r -F
complete -c headword -n "__fish_headword_using_subcommand merge" -l name -d 'What the docs are called, for people' -r
complete -c headword -n "__fish_headword_using_subcommand merge" -l base-url -d 'What stands before the path of a page in its URL' -r
complete -c headword -n "__fish_headword_using_subcommand merge" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand merge" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand merge" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand merge" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand eval" -l unit -d 'What is judged' -r -f -a "page\t''
section\t''"
complete -c headword -n "__fish_headword_using_subcommand eval" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand eval" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand eval" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand eval" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand test" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand test" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand test" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand test" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand split" -l out -d 'The index to write' -r -F
complete -c headword -n "__fish_headword_using_subcommand split" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand split" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand split" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand split" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand bundle" -l name -d 'What the docs are called, for people' -r
complete -c headword -n "__fish_headword_using_subcommand bundle" -l out -d 'The index to write' -r -F
complete -c headword -n "__fish_headword_using_subcommand bundle" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand bundle" -l json -d 'Print JSON instead of text'
complete -c headword -n "__fish_headword_using_subcommand bundle" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand bundle" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand completion" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand completion" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand completion" -s V -l version -d 'Print the version'
complete -c headword -n "__fish_headword_using_subcommand man" -l color -d 'auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c headword -n "__fish_headword_using_subcommand man" -s h -l help -d 'Print this'
complete -c headword -n "__fish_headword_using_subcommand man" -s V -l version -d 'Print the version'
