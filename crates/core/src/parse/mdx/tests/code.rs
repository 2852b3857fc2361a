//! Code of a page, its own and that of other files.

use super::{md, mdx};
use expect_test::expect;

#[test]
fn snippets_are_shown() {
    mdx(
        r#"
<CodeBlock referenceId="r">
  <CodeBlockTab title="Request" file="get-user" />
  <CodeBlockTab title="Ticks" file="ticks" language="md" />
  <CodeBlockTab title="Response" file="none" />
</CodeBlock>

- item

  <CodeBlock file="get-user" />

<CodeBlock title="Shell">
  ```bash
  ls
  ```
</CodeBlock>
"#,
        expect![[r#"
            ```js title="Request"
            get()

            user()
            ```

            `````md title="Ticks"
            ````
            `````

            <!-- code not included: none (Response) -->

            - item

              ```js
              get()

              user()
              ```

            ```bash title="Shell"
            ls
            ```
            4: missing-snippet: the code of "none" is in no folder of "snippets", or is shown within a sentence; add the file, or name its folder
        "#]],
    );
}

#[test]
fn includes_are_shown() {
    md(
        r#"
--8<-- "part.md"

<<< @/src/a.js{1 ts} [A]

> ```rust
>   {{#include src/a.js:2:}}
> ```

{{#include none.rs}}
"#,
        expect![[r#"
            Included *text*.

            ```ts title="A"
            get()

            user()
            ```

            > ```rust
            >
            >   user()
            > ```

            <!-- code not included: none.rs -->
            9: missing-snippet: the code of "none.rs" is in no folder of "snippets", or is shown within a sentence; add the file, or name its folder
        "#]],
    );
}

#[test]
fn code_keeps_language_and_title() {
    md(
        r#"
```js {1,3} title="a.js" showLineNumbers
{1}
```

- ~~~ts{2} [b.ts]
  x
  ~~~

```rust,ignore
```
"#,
        expect![[r#"
            ```js title="a.js"
            {1}
            ```

            - ~~~ts title="b.ts"
              x
              ~~~

            ```rust,ignore
            ```
        "#]],
    );
}
