//! `headword bundle`: an index becomes an npm package, which is an MCP server and a module at once.
//!
//! Its files are made of those in `templates/package`. `npx headword` takes the same ones.

use crate::args::Bundle;
use crate::commands::bytes;
use crate::failure::Failure;
use crate::output::{print, write_file};
use crate::render::{grouped, json, plural, printable};
use crate::usage::BUNDLE;
use headword::{Index, Info};
use serde::Serialize;
use serde_json::Value;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Written each time.
const CODE: [(&str, &str); 3] = [
    ("index.js", include_str!("../templates/package/index.js")),
    ("index.d.ts", include_str!("../templates/package/index.d.ts")),
    ("server.js", include_str!("../templates/package/server.js")),
];

/// Written where there is none: from then on they are the author's, with the version and all that is said of the package.
const TEXTS: [(&str, &str); 2] = [
    ("README.md", include_str!("../templates/package/README.md")),
    ("package.json", include_str!("../templates/package/manifest.txt")),
];

/// What was written.
#[derive(Serialize)]
struct Report<'a> {
    folder: &'a str,
    name: &'a str,
    pages: u32,
    /// Of the index.
    bytes: u64,
    /// Files that were there, and were left as they are.
    kept: Vec<&'static str>,
}

pub(crate) fn bundle(args: &Bundle) -> Result<(), Failure> {
    let name = &*args.name;
    if !is_package_name(name) {
        let wrong = format!("--name takes the name of an npm package, as @acme/docs, found \"{name}\"");
        return Err(Failure::usage(&wrong, BUNDLE));
    }
    let read = args.index.display().to_string();
    let bytes = bytes(&args.index)?;
    let index = Index::open(&bytes[..]).and_then(|index| index.info());
    let info = index.map_err(|error| Failure::engine(&error, Some(&read)))?;
    let folder = args.out.clone().unwrap_or_else(|| name.trim_start_matches('@').replace('/', "-"));
    let out = Path::new(&folder);
    let is_ours = prepare(out, name)?;

    let mut kept = Vec::new();
    let size = bytes.len() as u64;
    write_file(&out.join("docs.headword"), &[bytes])?;
    for (file, text) in CODE {
        write_file(&out.join(file), &[text.into()])?;
    }
    for (file, template) in TEXTS {
        if is_ours && out.join(file).exists() {
            kept.push(file);
        } else {
            write_file(&out.join(file), &[filled(template, name, &info)?.into()])?;
        }
    }
    let report = Report { folder: &folder, name, pages: info.pages, bytes: size, kept };
    print(&if args.json { json(&report)? } else { text(&report) })
}

/// Makes the folder, or finds there a package of this name: says so, and refuses all else.
fn prepare(out: &Path, name: &str) -> Result<bool, Failure> {
    let advice = "give another one with --out";
    fs::create_dir_all(out)
        .map_err(|error| Failure::io(&format!("cannot make the folder {}", out.display()), &error, advice))?;
    let file = out.join("package.json");
    let found = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let mut others = fs::read_dir(out)
                .map_err(|error| Failure::io(&format!("cannot read the folder {}", out.display()), &error, advice))?;
            return match others.next() {
                None => Ok(false),
                Some(_) => Err(taken(out, "it is not empty, and holds no package.json")),
            };
        }
        Err(error) => return Err(Failure::io(&format!("cannot read {}", file.display()), &error, advice)),
    };
    let manifest: Value = serde_json::from_str(&found).unwrap_or_default();
    match manifest.get("name").and_then(Value::as_str) {
        Some(found) if found == name => Ok(true),
        Some(found) => Err(taken(out, &format!("it holds the package \"{found}\""))),
        None => Err(taken(out, "its package.json names no package")),
    }
}

fn taken(out: &Path, why: &str) -> Failure {
    Failure::new("IO", &format!("cannot write into the folder {}: {why}; give another one with --out", out.display()))
}

fn filled(template: &str, name: &str, info: &Info) -> Result<String, Failure> {
    let title = printable(if info.name.is_empty() { name } else { &info.name });
    let description = format!("{title}: documentation that agents search over MCP, and programs read");
    Ok(template
        .replace("{{name}}", name)
        .replace("{{program}}", program(name))
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
        .replace("{{description}}", json(&description)?.trim_end())
        .replace("{{pages}}", &plural(info.pages.into(), "page", "pages"))
        // Last: a title may hold what looks like one of those above.
        .replace("{{title}}", &title))
}

/// `docs` of `@acme/docs`.
fn program(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// What the npm registry takes for new packages: <https://docs.npmjs.com/cli/configuring-npm/package-json#name>.
fn is_package_name(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_first = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        part.starts_with(is_first) && part.chars().all(|letter| is_first(letter) || "-._".contains(letter))
    };
    let parts: Vec<&str> = name.strip_prefix('@').unwrap_or(name).split('/').collect();
    let wanted = if name.starts_with('@') { 2 } else { 1 };
    name.len() <= 214 && parts.len() == wanted && parts.iter().all(|part| is_part(part))
}

fn text(report: &Report<'_>) -> String {
    let folder = printable(report.folder);
    let (pages, bytes) = (plural(report.pages.into(), "page", "pages"), grouped(report.bytes));
    let mut text = format!("Wrote {folder}: the package {}, with {pages} in {bytes} bytes\n", report.name);
    if !report.kept.is_empty() {
        text.push_str(&format!("Left as they were: {}\n", report.kept.join(", ")));
    }
    text.push_str(&format!("Publish it with: cd {folder} && npm publish --access public\n"));
    text
}
