//! Languages by the names of files.

/// The language of a file by its name, in the word that Markdown fences use.
pub(crate) fn language_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    if name.starts_with(".env") || name.starts_with(".dev.vars") {
        return Some("dotenv");
    }
    // `Dockerfile.dev` is a Dockerfile, `Makefile` has no extension.
    let [first, last] = [name.split('.').next(), name.rsplit('.').next()].map(Option::unwrap_or_default);
    let known = |word: &str| {
        let mut all = LANGUAGES.iter().chain(&FORMATS);
        all.find(|(_, words)| words.contains(&word)).map(|(language, _)| *language)
    };
    let named = ["dockerfile", "containerfile", "makefile", "justfile", "gemfile", "rakefile", "procfile", "pipfile"];
    if named.contains(&first) {
        return known(first);
    }
    if name == "cmakelists.txt" {
        return Some("cmake");
    }
    if name.contains('.') { known(last) } else { None }
}

/// Whether it is a programming language, and no data or markup that is read beside any language.
pub(super) fn is_programming(language: &str) -> bool {
    LANGUAGES.iter().any(|(name, _)| *name == language)
}

/// Programming languages by their extensions, and by the names of files that have none.
const LANGUAGES: [(&str, &[&str]); 42] = [
    ("astro", &["astro"]),
    ("bash", &["sh", "bash", "zsh"]),
    ("c", &["c", "h"]),
    ("clojure", &["clj", "cljs", "cljc"]),
    ("cpp", &["cpp", "cc", "cxx", "hpp", "hh"]),
    ("crystal", &["cr"]),
    ("csharp", &["cs", "csx"]),
    ("dart", &["dart"]),
    ("elixir", &["ex", "exs"]),
    ("elm", &["elm"]),
    ("erlang", &["erl", "hrl"]),
    ("fish", &["fish"]),
    ("fsharp", &["fs", "fsx"]),
    ("go", &["go"]),
    ("groovy", &["groovy", "gradle"]),
    ("haskell", &["hs"]),
    ("java", &["java"]),
    ("javascript", &["js", "mjs", "cjs", "jsx"]),
    ("julia", &["jl"]),
    ("kotlin", &["kt", "kts"]),
    ("lua", &["lua"]),
    ("nim", &["nim"]),
    ("nix", &["nix"]),
    ("objective-c", &["m", "mm"]),
    ("ocaml", &["ml", "mli"]),
    ("perl", &["pl", "pm"]),
    ("php", &["php"]),
    ("powershell", &["ps1", "psm1"]),
    ("python", &["py", "pyi"]),
    ("r", &["r"]),
    ("razor", &["cshtml", "razor"]),
    ("ruby", &["rb", "rake", "gemfile", "rakefile", "gemspec", "ru"]),
    ("rust", &["rs"]),
    ("scala", &["scala", "sbt"]),
    ("solidity", &["sol"]),
    ("svelte", &["svelte"]),
    ("swift", &["swift"]),
    ("typescript", &["ts", "mts", "cts", "tsx"]),
    ("vb", &["vb"]),
    ("vue", &["vue"]),
    ("wgsl", &["wgsl"]),
    ("zig", &["zig"]),
];

/// Data, markup and settings, which are read beside any language.
const FORMATS: [(&str, &[&str]); 26] = [
    ("css", &["css"]),
    ("csv", &["csv"]),
    ("cmake", &["cmake"]),
    ("diff", &["diff", "patch"]),
    ("dockerfile", &["dockerfile", "containerfile"]),
    ("dotenv", &["env"]),
    ("erb", &["erb"]),
    ("graphql", &["graphql", "gql"]),
    ("handlebars", &["hbs", "handlebars"]),
    ("hcl", &["tf", "tfvars", "hcl"]),
    ("html", &["html", "htm"]),
    ("http", &["http", "rest"]),
    ("ini", &["ini", "cfg", "conf", "properties"]),
    ("json", &["json", "jsonc", "json5", "webmanifest"]),
    ("makefile", &["makefile", "mk", "justfile"]),
    ("markdown", &["md", "mdx", "markdown"]),
    ("prisma", &["prisma"]),
    ("procfile", &["procfile"]),
    ("protobuf", &["proto"]),
    ("scss", &["scss", "sass", "less"]),
    ("sql", &["sql"]),
    ("text", &["txt"]),
    ("toml", &["toml", "pipfile"]),
    ("twig", &["twig", "jinja", "j2", "liquid"]),
    ("xml", &["xml", "csproj", "props", "plist", "xaml"]),
    ("yaml", &["yaml", "yml"]),
];

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn languages_go_by_names() {
        for (path, language) in [
            ("a/Dockerfile.dev", Some("dockerfile")),
            ("Makefile", Some("makefile")),
            ("a.TSX", Some("typescript")),
            ("x/.env.local.example", Some("dotenv")),
            ("CMakeLists.txt", Some("cmake")),
            ("go", None),
            ("a.unknown", None),
        ] {
            assert_eq!(language_of(path), language, "{path}");
        }
    }
}
