//! What a reader of pages sees.

mod code;

use super::*;
use expect_test::{Expect, expect};

pub(super) fn with(source: &str, mdx: bool) -> Rendered<'_> {
    let components = ["CodeBlock".to_owned(), "CodeBlockTab".to_owned()];
    let snippets = |file: &str| match file {
        "get-user" | "src/a.js" => Some(Snippet { text: "get()\n\nuser()\n".into(), language: Some("js".into()) }),
        "ticks" => Some(Snippet { text: "````\n".into(), language: None }),
        "part.md" => Some(Snippet { text: "Included *text*.\n".into(), language: None }),
        _ => None,
    };
    render(source, &MdxOptions { mdx, snippet_components: &components, snippets: &snippets })
}

#[track_caller]
fn check(source: &str, mdx: bool, expected: Expect) {
    let rendered = with(source.strip_prefix('\n').unwrap_or(source), mdx);
    let mut shown = rendered.markdown.to_string();
    for (at, id) in &rendered.ids {
        let line = rendered.markdown[*at..].lines().next().unwrap_or_default();
        shown.push_str(&format!("[{id}] {line}\n"));
    }
    for note in &rendered.notes {
        shown.push_str(&format!("{}: {}: {}\n", note.line, note.code, note.message));
    }
    expected.assert_eq(&shown);
}

#[track_caller]
fn mdx(source: &str, expected: Expect) {
    check(source, true, expected);
}

#[track_caller]
fn md(source: &str, expected: Expect) {
    check(source, false, expected);
}

#[test]
fn javascript_is_left_out() {
    mdx(
        r"
import A from './a'
import {
  B,

  C
} from './b'

export const d = { e: 1 }

# Users

Hello {name}, {'see <b>'} {/* x */}and{' '}
`{code}` \{brace\}.

{/* a

b */}

<style>{`
  p {}
`}</style>

```js
import {x} from 'y'
```
",
        expect![[r#"
            # Users

            Hello , see \<b> and
            `{code}` \{brace\}.

            ```js
            import {x} from 'y'
            ```
        "#]],
    );
    md(
        "import A from './a'\n\n{braces} {/* stay */}\n",
        expect![[r#"
        import A from './a'

        {braces} {/* stay */}
    "#]],
    );
}

#[test]
fn a_list_whose_text_is_left_out_is_no_rule() {
    mdx(
        "- - - {/* c */}\n\n    less **deep**\n",
        expect![[r#"
            - - - <!-- -->

                less **deep**
        "#]],
    );
    mdx(
        "- {/* c */}\n- b\n",
        expect![[r#"
        - 

        - b
    "#]],
    );
}

#[test]
fn components_leave_their_children() {
    mdx(
        r#"
Before.

<Tabs items={['a', '>']} {...props}>
    <Tab title="npm" value="n">
        Run it:

        ```sh
        npm i
          -D
        ```
    </Tab>
    <Tab title="Yarn">Run **yarn**.</Tab>
</Tabs>
After.
"#,
        expect![[r#"
            Before.

            **npm**

            Run it:

            ```sh
            npm i
              -D
            ```

            **Yarn**

            Run **yarn**.

            After.
        "#]],
    );
}

#[test]
fn attributes_for_people_stay() {
    mdx(
        r#"
<Event.Root mt="5">
  <Event.Details name="user.created" comingSoon>
    <Icon name="star" />
  </Event.Details>
  <Event.Description>When a user
  is created.</Event.Description>
</Event.Root>

<Card title="A [first] <step>" href="/go to" description={'All of
  it'} color="red" />
<Image src="/a.png" alt="A chart" />
<ParamField query="limit" type="integer">How many.</ParamField>
"#,
        expect![[r#"
            **`user.created`**

            When a user
            is created.

            [A \[first\] \<step>](</go to>)

            All of it

            ![A chart](/a.png)

            **`limit`** (`integer`)

            How many.
        "#]],
    );
}

#[test]
fn fields_have_types_and_tabs_have_names() {
    mdx(
        r#"
<ParamField path="user_id" type="string" required>
  The user.
</ParamField>
<ResponseField name="tags" type="string[]" required={false}>Words.</ResponseField>
<TabItem value="winget">Use winget.</TabItem>
<TabItem value="brew" label="Homebrew">Use brew.</TabItem>
"#,
        expect![[r#"
            **`user_id`** (`string`, required)

            The user.

            **`tags`** (`string[]`)

            Words.

            **winget**

            Use winget.

            **Homebrew**

            Use brew.
        "#]],
    );
}

#[test]
fn components_in_sentences() {
    mdx(
        r#"
Marked <Badge color="green"><Spinner size="1" /> Done</Badge>, press <Key label="Enter"/>,
<Link to="/a">read</Link> of an <Term tip="interface">API</Term>.

| a | b |
|---|---|
| <Yes /> | <Badge text="new" /> |

- <A /> one
- <B>two</B>
-  <C />

   three
"#,
        expect![[r#"
            Marked Done, press Enter,
            [read](/a) of an API (interface).

            | a | b |
            |---|---|
            | | new |

            - one
            - two
            -  three
        "#]],
    );
}

#[test]
fn notes_become_alerts() {
    mdx(
        r#"
<Note>One line.</Note>

<Callout type="error" title="Stop">
  - a

  ```
  b

  c
  ```
</Callout>

1. First

   <Tip>
     In a list.

     <Info>Inner.</Info>
   </Tip>

2. <Warning>
     Second
   </Warning>

> <Aside>Quoted.</Aside>

<Note></Note>
"#,
        expect![[r#"
            > [!NOTE]
            > One line.

            > [!CAUTION]
            > **Stop**
            >
            > - a
            >
            > ```
            > b
            >
            > c
            > ```

            1. First

               > [!TIP]
               > In a list.
               >
               > > [!NOTE]
               > > Inner.

            2. > [!WARNING]
               > Second

            > > [!NOTE]
            > > Quoted.
        "#]],
    );
}

#[test]
fn notes_of_other_tools_become_alerts() {
    md(
        r#"
:::note Look *here*
Text

::::tip[Inner]
More
::::
:::

::: details Click {open}
Hidden
:::

!!! warning "Hot"
    Body

        code

    - item
After

=== "Linux"

    apt

> [!NOTE]
> Stays.

:::danger
open
"#,
        expect![[r#"
            > [!NOTE]
            > **Look *here***
            >
            > Text
            >
            > > [!TIP]
            > > **Inner**
            > >
            > > More

            **Click**

            Hidden

            > [!WARNING]
            > **Hot**
            >
            > Body
            >
            >     code
            >
            > - item
            >   After

            **Linux**

            apt

            > [!NOTE]
            > Stays.

            :::danger
            open
            28: unclosed-tag: :::danger is never closed; add a line with ::: below its text
        "#]],
    );
}

#[test]
fn ids_of_headings_and_elements() {
    let source = r#"
# Top {#top}

## Keys {{ "url": "api-key" }}

- ## In a list \{#list}

Last [#last]
===

Text <a id="here"></a>.

## Quiet {{ "visibility": "none" }}

```md
# Code {#code}
```
"#;
    let shown = expect![[r##"
        # Top

        ## Keys

        - ## In a list

        Last
        ===

        Text <a id="here"></a>.

        ## Quiet

        ```md
        # Code {#code}
        ```
        [top] # Top
        [api-key] ## Keys
        [list] - ## In a list
        [last] Last
        [here] <a id="here"></a>.
    "##]];
    md(source, shown);
    assert_eq!(with(source, true).markdown, with(source, false).markdown);
}

#[test]
fn html_stays_and_is_html() {
    mdx(
        r#"
<div className="a" id="b" style={{c: 1}} {...d}>
    <p>Text</p>

    ## Heading
</div>

<img src={logo} alt='A "b"' width={50} />
<td onClick={() => {}}>`x`</td>
"#,
        expect![[r#"
            <div id="b">
            <p>Text</p>

            ## Heading
            </div>

            <img alt='A "b"' width="50" />
            <td>`x`</td>
            [b] <div id="b">
        "#]],
    );
    md(
        "<div className=\"a\">\n    <p>\n</div>\n\n<IMG SRC=a>\n",
        expect![[r#"
        <div className="a">
            <p>
        </div>

        <IMG SRC=a>
    "#]],
    );
}

#[test]
fn what_only_looks_like_a_component_is_text() {
    let source = r"
`List<A>` is List<A> or Map<String, A>, if a <= b, <T> or a <- b; <https://a.example>, <your-domain>.

[a](<B c>) \<D>
";
    md(
        source,
        expect![[r#"
        `List<A>` is List\<A> or Map<String, A>, if a <= b, \<T> or a <- b; <https://a.example>, \<your-domain>.

        [a](<B c>) \<D>
    "#]],
    );
    md(
        r"
    <Code>

- a

      <Code>

~~~
<Code>
~~~

<!-- <A> -->

<pre>
<A>
</pre>
",
        expect![[r#"
            <Code>

        - a

              <Code>

        ~~~
        <Code>
        ~~~

        <!-- <A> -->

        <pre>
        <A>
        </pre>
    "#]],
    );
}

#[test]
fn mistakes_are_told_and_lose_nothing() {
    mdx(
        "<A title=\"Kept\">\n\ntext\n\n<B>\n\n</C>\n\nin </D> a {sentence\n\n<E f={\n",
        expect![[r#"
        **Kept**

        text

        \<B>

        in \</D> a {sentence

        <E f={
        1: unclosed-tag: <A> is never closed; close it, or write `<A>` as code
        5: unclosed-tag: <B> is never closed; close it, or write `<B>` as code
        7: unclosed-tag: </C> closes a tag that is not open; remove it, or open the tag
        9: unclosed-tag: </D> closes a tag that is not open; remove it, or open the tag
    "#]],
    );
}

/// Twice as much takes no more than about twice as long; a quadratic step would be seen as a test that does not end.
#[test]
fn much_of_anything_is_read_in_linear_time() {
    let count = 8_000;
    for unit in [
        "<A>",
        "<A>\n",
        "</A>\n",
        "{",
        "{\n\n",
        "<A b={",
        "<A b=\"\n",
        "`a",
        "- ",
        "> ",
        "- <A>\n",
        "<Note>\n\na\n\n",
        ":::note\n",
        "!!! a\n",
        "import {\n\n",
        "<style>\n",
        "<!--\n\n",
        "# {{",
        "[",
        "<>",
        "<CodeBlock>\n",
        "``` {\n",
    ] {
        for mdx in [true, false] {
            assert!(with(&unit.repeat(count), mdx).markdown.len() <= 2 * unit.len() * count + 100, "{unit}");
        }
    }
    let nested = format!("{}text\n{}", "<A>\n".repeat(count), "</A>\n".repeat(count));
    assert_eq!(with(&nested, true).markdown, "text\n");
    let attribute = format!("<A b=\"{}\" />text", "x ".repeat(count));
    assert_eq!(with(&attribute, true).markdown, "text");
}
