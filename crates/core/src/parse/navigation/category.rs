//! `_category_.json` and `_category_.yml`: what Docusaurus calls a folder, and where it puts it.

use super::data::{json, kind, text_of, yaml};
use super::{NavigationFile, Problem};
use serde_json::Value;

pub(super) fn read(file: &mut NavigationFile, source: &str) -> Result<(), Problem> {
    let value = if file.path.ends_with(".json") { json(source)? } else { yaml(source, 1)? };
    let map = match value {
        Value::Object(map) => map,
        Value::Null => return Ok(()),
        other => return Err(Problem::new(format!("it is {}; give label and position", kind(&other)))),
    };
    file.title = text_of(&map, &["label"]).map(|label| super::one_line(&label)).unwrap_or_default();
    file.order = map.get("position").and_then(Value::as_f64).filter(|order| order.is_finite());
    // A generated index has no page; a doc has its id.
    file.page = map.get("link").and_then(Value::as_object).and_then(|link| text_of(link, &["id"]));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::show;
    use expect_test::expect;

    #[test]
    fn label_position_and_page() {
        let json =
            r#"{"label": "Tutorial – basics", "position": 2.5, "link": {"type": "doc", "id": "tutorial/start"}}"#;
        let yaml = "label: API\nposition: 3\nlink:\n  type: generated-index\n  title: All of it\ncollapsed: true\n";
        let shown = show("tutorial/_category_.json", json)
            + &show("api/_category_.yml", yaml)
            + &show("_category_.json", "[1]");
        expect![[r#"
            folder "tutorial" title "Tutorial – basics" covers Nothing order 2.5 page "tutorial/start"
            folder "api" title "API" covers Nothing order 3
            _category_.json: cannot read the navigation: it is a list; give label and position
        "#]]
        .assert_eq(&shown);
    }
}
