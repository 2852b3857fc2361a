use super::*;
use crate::config::ReferenceKeys;
use crate::parse::front_matter::split;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

fn keys() -> ReferenceKeys {
    let text = str::to_owned;
    ReferenceKeys {
        entries: text("reference"),
        descriptions: text("texts"),
        title: text("title"),
        name: text("key"),
        prefix: text("before"),
        r#type: text("type"),
        description: text("description"),
        optional: text("optional"),
        address: text("url"),
        id: text("id"),
        lists: ["parameters", "properties", "returns"].map(text).to_vec(),
        languages: [("js", "JavaScript"), ("curl", "cURL")].map(|(code, name)| (text(code), text(name))).into(),
    }
}

/// Renders the first of these files; all of them define.
fn rendered(files: &[(&str, &str)]) -> super::render::Rendered {
    let mut definitions = Definitions::default();
    for (path, source) in files {
        definitions.add(path, &split(path, source).unwrap().1, &keys());
    }
    let (path, source) = files[0];
    render(path, source, &definitions, &keys(), split(path, source).unwrap().2)
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: Expect) {
    let page = rendered(files);
    let mut shown = page.markdown.clone();
    for note in &page.notes {
        shown.push_str(&format!("! {}:{}: {}\n", note.code, note.line, note.message));
    }
    expected.assert_eq(&shown);
}

const INDEX: &str = "---
texts:
  lamp:
    self: The [lamp](/lamps).
    id: The lamp's number.
    state:
      lower: |
        Whether it shines.

        - `on`
        - `off`
    tower:
      height: In metres.
reference:
  curl:
    - {key: lamp, id: lamp, url: /lamps, title: lamp, properties: [{key: id, type: string, description: (lamp.id)}]}
  js:
    - key: Lamp
      id: lamp
      url: /lamps
      title: interface Lamp
      properties:
        - {key: id, type: string, description: (lamp.id)}
        - {key: state, type: '\"on\" | \"off\"', description: (lamp.state.lower)}
        - {key: tower, type: Tower, optional: true, description: (lamp.tower), properties: [{key: height, type: number, description: (lamp.tower.height)}]}
---
# Lamps
";

const GET: &str = "---
reference:
  curl:
    - {key: get_lamp, id: get, title: '/lamps/:id', type: GET, parameters: [(lamp.id)], returns: [(lamp)]}
  js:
    - {key: getLamp, id: get, title: lamps.get(), parameters: [(Lamp.ID)], returns: [{key: anonymous, type: Promise<Lamp>, description: (lamp.self)}]}
---
## Get a lamp
";

#[test]
fn an_operation_in_two_languages() {
    check(
        &[("reference/lamps/get.mdx", GET), ("reference/lamps/index.mdx", INDEX)],
        expect![[r#"
            ### cURL

            `GET /lamps/:id`

            **Parameters** `id` (`string`): The lamp's number.

            **Returns** [`lamp`](/lamps)

            ### JavaScript

            `lamps.get()`

            **Parameters** `id` (`string`): The lamp's number.

            **Returns** `Promise<Lamp>`: The [lamp](/lamps).
        "#]],
    );
}

#[test]
fn an_object_is_a_table() {
    check(
        &[("reference/lamps/index.mdx", INDEX)],
        expect![[r#"
            ## cURL

            `lamp`

            **Properties** `id` (`string`): The lamp's number.

            ## JavaScript

            `interface Lamp`

            | Properties | Type | Description |
            |---|---|---|
            | `id` | `string` | The lamp's number. |
            | `state` | `"on" \| "off"` | Whether it shines. `on`, `off` |
            | `tower` | `Tower`, optional | |
            | `tower.height` | `number` | In metres. |
        "#]],
    );
}

#[test]
fn a_lone_value_is_a_line_and_what_it_holds_a_table() {
    check(
        &[(
            "list.mdx",
            "---
texts: {after: The cursor behind which the next page of lamps begins; opaque and short-lived.}
reference:
  js:
    - key: list
      title: lamps.list()
      parameters:
        - key: options
          type: object
          properties:
            - {key: after, type: string, optional: true, description: (after)}
            - limit
      returns:
        - {key: lamps, type: 'Lamp[]'}
        - {key: next, type: Cursor, properties: [{key: after, description: (after)}]}
---
",
        )],
        expect![[r#"
            ## JavaScript

            `lamps.list()`

            **Parameters** `options` (`object`)

            | Properties | Type | Description |
            |---|---|---|
            | `after` | `string`, optional | The cursor behind which the next page of lamps begins; opaque and short-lived. |
            | `limit` | | |

            | Returns | Type | Description |
            |---|---|---|
            | `lamps` | `Lamp[]` | |
            | `next` | `Cursor` | |
            | `next.after` | | Same as `after`. |
        "#]],
    );
}

#[test]
fn what_nothing_defines_is_noted() {
    check(
        &[(
            "get.mdx",
            "---
reference:
  js:
    - key: get
      title: lamps.get()
      description: (lamp.get)
      parameters: [(ctx), {key: id, description: (deprecated)}]
texts: {round: (trip), trip: (round), circle: (round.about)}
---
",
        )],
        expect![[r#"
            ## JavaScript

            `lamps.get()`: `lamp.get`

            | Parameters | Description |
            |---|---|
            | `ctx` | |
            | `id` | (deprecated) |
            ! unresolved-placeholder:6: nothing defines (lamp.get); define it, or correct its spelling
            ! unresolved-placeholder:7: nothing defines (ctx); define it, or correct its spelling
        "#]],
    );
}

#[test]
fn the_nearest_definition_counts() {
    let page = |text: &str| format!("---\ntexts: {{name: {text}, {text}: (name), Case: upper, case: lower}}\n---\n");
    let entry = |texts: &str| {
        let placeholders = ["name", "root", "port", "case", "CASE"];
        let lines = placeholders.map(|name| format!("\n      - {{key: {name}, description: ({name})}}")).concat();
        format!("---\n{texts}\nreference:\n  js:\n    - key: f\n      parameters:{lines}\n---\n")
    };
    let check = |texts: &str, expected: &str| {
        let (root, lamps, sea) = (page("root"), page("lamps"), page("sea"));
        let files = [
            ("reference/lamps/get.mdx", &*entry(texts)),
            ("reference/boats/sea.mdx", &*sea),
            ("reference/lamps/index.mdx", &*lamps),
            ("index.mdx", &*root),
            ("z/port.md", "---\ntexts: {port: far}\n---\n"),
            ("reference/boats/port.md", "---\ntexts: {port: near}\n---\n"),
        ];
        let markdown = rendered(&files).markdown;
        let found: Vec<&str> = markdown.lines().skip(6).map(|row| row.rsplit(" | ").next().unwrap()).collect();
        assert_eq!(found.join(" ").replace(" |", ""), expected);
    };
    // A chain goes on from where its link stands: the root's "root" is the root's name.
    check("texts: {name: own}", "own root near lower upper");
    check("", "lamps root near lower upper");
}

#[test]
fn helpers_stand_in_the_block_of_their_language() {
    check(
        &[(
            "a.md",
            "---
reference:
  js:
    - {key: set, id: set, title: lamps.set()}
    - {key: Options, id: options, title: class Options, properties: [{key: on, type: boolean}]}
    - {key: unnamed}
  py:
    - {key: set, id: set, title: lamps.set()}
---
# Set
",
        )],
        expect![[r#"
            ## JavaScript

            `lamps.set()`

            `class Options`

            **Properties** `on` (`boolean`)

            ## py

            `lamps.set()`
        "#]],
    );
}

#[test]
fn several_operations_have_a_heading_each() {
    let page = "---
reference:
  js:
    - {key: turnOn, before: lamps., url: 'https://example.com/on', type: async}
    - {key: getLamp, title: lamps.get()}
  go:
    - {key: GetLamp, title: lamps.Get()}
    - {key: Dim, title: lamps.Dim()}
---
# One

```
# not a heading
```

# Two
";
    check(
        &[("a.md", &page.replace("{key: Dim, title: lamps.Dim()}", "{key: TurnOn, title: lamps.On()}"))],
        expect![[r#"
            # turnOn

            ## JavaScript

            [`lamps.turnOn`](https://example.com/on) (`async`)

            ## go

            `lamps.On()`

            # getLamp

            ## JavaScript

            `lamps.get()`

            ## go

            `lamps.Get()`
        "#]],
    );
    let found = rendered(&[("a.md", &page.replace("GetLamp", "Get"))]);
    let at = |offset: usize| found.markdown[offset..].lines().next().unwrap();
    let ids: Vec<String> = found.ids.iter().map(|(offset, id)| format!("{id}: {}", at(*offset))).collect();
    assert_eq!(
        ids,
        ["turnOn: # `lamps.turnOn`", "getLamp: # `lamps.get()`", "Get: # `lamps.Get()`", "Dim: # `lamps.Dim()`"]
    );
    let languages: Vec<&str> = found.languages.iter().map(|(_, language)| &**language).collect();
    assert_eq!(languages, ["js", "js", "go", "go"]);
}

#[test]
fn the_order_of_pages_does_not_matter() {
    let add = |files: &[(&str, &str)]| {
        let mut definitions = Definitions::default();
        files.iter().for_each(|(path, source)| definitions.add(path, &split(path, source).unwrap().1, &keys()));
        definitions.fingerprint()
    };
    let files = [("a/get.mdx", GET), ("a/index.mdx", INDEX), ("b.md", "# None")];
    let backwards = [files[2], files[1], files[0]];
    assert_eq!(add(&files), add(&backwards));
    assert_eq!(add(&files), add(&files[..2]));
    assert_ne!(add(&files), add(&files[..1]));
    assert_ne!(add(&files), add(&[files[0], ("a/index.mdx", &INDEX.replace("shines", "glows"))]));
}

#[test]
fn definitions_that_hold_definitions_come_to_an_end() {
    let circle =
        "---\nreference:\n  js:\n  - {key: A, properties: [(B), {key: name}]}\n  - {key: B, properties: [(A)]}\n---\n";
    check(
        &[("a.md", circle)],
        expect![[r#"
            ## `A`

            | Properties |
            |---|
            | `B` |
            | `B.A` |
            | `name` |

            ## `B`

            **Properties** `A`

            | Properties |
            |---|
            | `B` |
            | `name` |
        "#]],
    );
    let mut bomb = "---\nreference:\n  js:\n".to_owned();
    for level in 0..20 {
        let items = vec![format!("(k{})", level + 1); 20].join(", ");
        bomb.push_str(&format!("  - {{key: k{level}, properties: [{items}]}}\n"));
    }
    bomb.push_str("  - {key: k20}\n---\n");
    let page = rendered(&[("a.md", &bomb)]);
    assert!(page.markdown.len() < 4 << 20, "{}", page.markdown.len());
    assert_eq!(page.notes[0].code, "reference-too-long");
}

#[test]
fn ten_thousand_of_anything_take_no_time() {
    let many = |line: &dyn Fn(usize) -> String| (0..10_000).map(line).collect::<String>();
    let placeholders = many(&|number| format!("      - (missing.m{number})\n"));
    let page =
        rendered(&[("a.md", &format!("---\nreference:\n  js:\n    - key: f\n      parameters:\n{placeholders}---\n"))]);
    assert_eq!(page.notes.len(), 50);
    let languages = many(&|number| format!("  l{number}: [{{key: f, id: f}}, {{key: h{number}, id: h{number}}}]\n"));
    assert_eq!(rendered(&[("a.md", &format!("---\nreference:\n{languages}---\n"))]).languages.len(), 10_000);
}

proptest! {
    /// Whatever descriptions and names hold, the only headings are those of languages and operations.
    #[test]
    fn texts_never_break_out(
        texts in prop::collection::vec("([-#>*+`~|\\\\<!\\[\\]() \n:_=.]|<!--|```|a|1\\. |\\(x\\))*", 6),
        optional in any::<bool>(),
    ) {
        let quoted: Vec<String> = texts.iter().map(|text| serde_json::to_string(text).unwrap()).collect();
        let parameter = format!("{{key: {}, type: {}, optional: {optional}, description: {}}}", quoted[0], quoted[1], quoted[2]);
        let page = format!(
            "---\ntexts: {{x: {}}}\nreference:\n  js:\n    - {{title: {}, description: {}, id: a, parameters: [{parameter}, {parameter}], returns: [{parameter}]}}\n  go:\n    - {{title: end, id: a}}\n---\n# T",
            quoted[3], quoted[4], quoted[5]
        );
        let found = rendered(&[("a.md", &page)]);
        let headings: Vec<usize> = Parser::new_ext(&found.markdown, Options::ENABLE_TABLES)
            .into_offset_iter()
            .filter_map(|(event, range)| matches!(event, Event::Start(Tag::Heading { .. })).then_some(range.start))
            .collect();
        let languages: Vec<usize> = found.languages.iter().map(|(offset, _)| *offset).collect();
        prop_assert_eq!(headings, languages, "{}", found.markdown);
    }
}
