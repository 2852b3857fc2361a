//! The `nav` of `mkdocs.yml`.
//!
//! ```yaml
//! nav:
//!   - index.md
//!   - Guide:
//!       - Install: guide/install.md
//! ```

use super::data::{kind, text, yaml};
use super::{Covers, NavigationFile, Problem, Target};
use serde::Deserialize;
use serde_json::Value;

/// The keys that matter here. The others may carry tags of Python, and are skipped unread.
#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    site_name: Value,
    #[serde(default)]
    docs_dir: Value,
    #[serde(default)]
    nav: Value,
}

pub(super) fn read(file: &mut NavigationFile, source: &str) -> Result<(), Problem> {
    let Some(config) = yaml::<Option<Config>>(source, 1)? else {
        return Ok(());
    };
    file.title = text(&config.site_name).map(|name| super::one_line(&name)).unwrap_or_default();
    // MkDocs keeps the docs in a folder beside its configuration; either one may be the root of the docs here.
    let docs = text(&config.docs_dir).unwrap_or_else(|| "docs".to_owned());
    file.bases = vec![format!("{}/{docs}", file.folder), file.folder.clone()];
    match &config.nav {
        Value::Null => Ok(()),
        Value::Array(_) | Value::Object(_) => {
            file.covers = Covers::Site;
            entries(file, &config.nav, 0)
        }
        other => Err(Problem::new(format!("nav is {}; give a list", kind(other)))),
    }
}

fn entries(file: &mut NavigationFile, value: &Value, depth: usize) -> Result<(), Problem> {
    match value {
        Value::Array(list) => list.iter().try_for_each(|entry| entries(file, entry, depth)),
        Value::Object(map) => map.iter().try_for_each(|(title, value)| match text(value) {
            Some(target) => file.push(depth, title, Target::Link(target)),
            None => {
                file.push(depth, title, Target::Group)?;
                if value.is_null() { Ok(()) } else { entries(file, value, depth + 1) }
            }
        }),
        Value::Null => Ok(()),
        scalar => match text(scalar).unwrap_or_default().as_str() {
            // Of the awesome-pages plugin.
            "..." => file.push(depth, "", Target::Rest),
            target => file.push(depth, "", Target::Link(target.to_owned())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::show;
    use expect_test::expect;

    #[test]
    fn nav_of_a_real_looking_configuration() {
        let source = "site_name: Acme\ntheme:\n  name: material\nmarkdown_extensions:\n  - pymdownx.emoji:\n      \
                      emoji_index: !!python/name:material.extensions.emoji.twemoji\n      options: !ENV [A, b]\n\
                      nav:\n  - index.md\n  - Guide:\n    - Install: guide/install.md\n    - guide/use.md\n    - 404: guide/404.md\n    - Deep:\n      - x.md\n\
                      \x20 - Soon:\n  - GitHub: https://example.com/acme\n";
        expect![[r#"
            folder "" title "Acme" covers Site
              -  Link("index.md")
              Guide  Group
                Install  Link("guide/install.md")
                -  Link("guide/use.md")
                404  Link("guide/404.md")
                Deep  Group
                  -  Link("x.md")
              Soon  Group
              GitHub  Link("https://example.com/acme")
        "#]]
        .assert_eq(&show("mkdocs.yml", source));
    }

    #[test]
    fn without_nav_there_is_nothing_to_order() {
        let shown = show("mkdocs.yml", "site_name: Acme\n")
            + &show("mkdocs.yml", "")
            + &show("mkdocs.yml", "nav: x\n")
            + &show("mkdocs.yml", "a: [\n");
        expect![[r#"
            folder "" title "Acme" covers Nothing
            folder "" title "" covers Nothing
            mkdocs.yml: cannot read the navigation: nav is text; give a list
            mkdocs.yml:1: cannot read the navigation: unclosed bracket '['; correct the file
        "#]]
        .assert_eq(&shown);
    }
}
