//! What becomes of pages as generators write them.

use super::*;
use expect_test::{Expect, expect};
use proptest::prelude::*;

#[track_caller]
fn read_as(file: &str, html: &str) -> HtmlPage {
    page(html, &HtmlOptions { file, selector: None }).unwrap()
}

#[track_caller]
fn read(html: &str) -> Document {
    match read_as("a.html", html) {
        HtmlPage::Page(document) => *document,
        HtmlPage::Redirect(target) => panic!("no page, but the way to {target}"),
        HtmlPage::Copy => panic!("no page, but a copy"),
    }
}

#[track_caller]
fn check(html: &str, expected: Expect) {
    let page = read(html);
    let ids: Vec<String> = page.ids.iter().map(|(at, id)| format!("{at}={id}")).collect();
    let about = format!("{} | {} | {:?} | search {}\n", page.title, page.description, page.url, page.search);
    expected.assert_eq(&format!("{about}ids: {}\n\n{}", ids.join(" "), page.markdown));
}

#[test]
fn a_page_of_a_site() {
    check(
        r##"<html><head><title>Keys | Acme</title><meta name="description" content="How to rotate keys.">
        <link rel="canonical" href="https://acme.example/keys"></head><body><nav>Home Keys</nav>
        <main><h1 id="keys">Keys <a class="anchor" href="#keys">#</a></h1>
        <p>Use <code>get_key()</code>, <b>not</b> <i>this</i>; see <a href="/sso">SSO</a>.</p>
        <ul><li>One<ul><li>Deeper</li></ul></li><li><p>Two</p><p>More of two</p></li></ul>
        <div class="admonition warning"><p class="admonition-title">Warning</p><p>Hot.</p></div>
        <pre><code class="language-rust">fn main() {}</code></pre>
        <table><tr><th>A</th><th>B</th></tr><tr><td>1 | 2</td><td><code>x</code></td></tr></table>
        <ol start="3"><li>Three</li></ol><blockquote><p>Said.</p></blockquote>
        <script>never()</script><button>Copy</button><p data-pagefind-ignore>Not this.</p></main>
        <footer>Imprint</footer></body></html>"##,
        expect![[r#"
            Keys | How to rotate keys. | Some("https://acme.example/keys") | search true
            ids: 0=keys

            # Keys

            Use `get_key()`, **not** *this*; see [SSO](/sso).

            - One
              - Deeper
            - Two

              More of two

            > [!WARNING]
            > Hot.

            ```rust
            fn main() {}
            ```

            | A | B |
            |---|---|
            | 1 \| 2 | `x` |

            3. Three

            > Said.
        "#]],
    );
}

#[test]
fn definitions_with_an_address_are_sections() {
    check(
        r##"<main><section id="api"><span id="alias"></span><h2>API<a href="#api">¶</a></h2>
        <dl class="py"><dt class="sig" id="lamp.on">lamp.<b>on</b>(<em>now=True</em>)<a href="#lamp.on">¶</a></dt>
        <dd><p>Lights it.</p><dl><dt id="lamp.on.now">now</dt><dd>At once.</dd></dl></dd></dl>
        <dl><dt>Plain term</dt><dd>Its meaning.</dd></dl><p id="here">Text with an <span id="inner">id</span>.</p></section></main>"##,
        expect![[r#"
             |  | None | search true
            ids: 0=api 0=alias 8=lamp.on 43=lamp.on.now 90=here 90=inner

            ## API

            ### lamp.on(now=True)

            Lights it.

            #### now

            At once.

            Plain term
            : Its meaning.

            Text with an id.
        "#]],
    );
}

#[test]
fn pages_that_say_so_are_not_found() {
    let found = |html: &str| read(html).search;
    assert!(found("<p>text"));
    assert!(!found("<meta name=robots content='noindex, follow'><p>text"));
    assert!(!found("<body data-pagefind-ignore><p>text"));
}

#[test]
fn what_pagefind_would_index_is_read() {
    let html = "<main><p>Around</p><div data-pagefind-body data-pagefind-weight=2><h1 data-pagefind-meta=title>T</h1>\
                <img alt=A src=a.png title=Shown data-pagefind-index-attrs=title></div></main>";
    let page = read(html);
    assert_eq!((&*page.title, page.weight, &*page.markdown), ("T", 2.0, "# T\n\nShown ![A](a.png)\n"));
}

#[test]
fn the_main_content_can_be_named() {
    let html = "<main>a</main><div class=b>c</div>";
    let read = |selector| match page(html, &HtmlOptions { file: "a.html", selector: Some(selector) })? {
        HtmlPage::Page(page) => Ok(page.markdown),
        _ => Err("no page".to_owned()),
    };
    assert_eq!(read("div.b").unwrap(), "c\n");
    assert_eq!(read("div.none").unwrap(), "a\n");
    assert_eq!(read("div[").unwrap_err(), "\"div[\" is no CSS selector; give one such as main or div.body");
}

#[test]
fn an_mdbook_shows_what_its_readers_see() {
    check(
        r##"<body class=light><nav id="sidebar"><ol><li>Other</li></ol></nav><main><h1 id="a"><a class="header" href="#a">A</a></h1>
        <pre><pre class="playground"><code class="language-rust edition2021">
<span class="boring">fn main() {
</span>let a = 1;
<span class="boring">}
</span></code></pre></pre></main><nav>Next</nav>"##,
        expect![[r#"
            A |  | None | search true
            ids: 0=a

            # A

            ```rust
            let a = 1;
            ```
        "#]],
    );
}

#[test]
fn rustdoc_is_text_without_its_controls() {
    check(
        r##"<body class="rustdoc struct"><nav class="sidebar">Vec</nav><main><div class="width-limiter">
        <a class="sub-logo-container" href="x"><img src="l.svg" alt="logo"></a><section id="main-content" class="content">
        <div class="main-heading"><div class="rustdoc-breadcrumbs"><a href="../i.html">std</a></div><h1>Struct Vec<button id="copy-path">Copy</button></h1>
        <rustdoc-toolbar></rustdoc-toolbar><span class="sub-heading"><a class="src" href="../src/v.rs.html#4">Source</a></span></div>
        <pre class="rust item-decl"><code>pub struct Vec&lt;T&gt;<div class="where">where<br>&nbsp;&nbsp;T: Sized</div></code></pre>
        <details class="toggle top-doc" open><summary class="hideme"><span>Expand description</span></summary>
        <div class="docblock"><p>Grows.</p><div class="example-wrap"><div class="tooltip">ⓘ</div><pre class="rust rust-example-rendered"><code>let a = 1;</code></pre>
        <a class="test-arrow" href="https://play.rust-lang.org/?code=x">Run</a></div></div></details>
        <details open><summary><section id="method.new" class="method"><a class="src rightside" href="../src/v.rs.html#9">Source</a>
        <h4 class="code-header">pub fn <a href="#method.new" class="fn">new</a>() -&gt; Vec <a href="#" class="tooltip">ⓘ</a></h4></section></summary>
        <div class="docblock"><p>Makes one.</p></div></details></section></div></main></body>"##,
        expect![[r#"
            Struct Vec |  | None | search true
            ids: 0=main-content 94=method.new

            # Struct Vec

            ```rust
            pub struct Vec<T>
            where
              T: Sized
            ```

            Grows.

            ```rust
            let a = 1;
            ```

            #### pub fn new() -> Vec

            Makes one.
        "#]],
    );
}

#[test]
fn code_in_lines_keeps_its_lines() {
    check(
        r##"<main><pre class="prism-code language-js"><code><span class="token-line">a(1)<br></span><span class="token-line">b()<br></span></code></pre>
        <figure><figcaption><span class="title">c.js</span></figcaption><pre data-language="ts"><code><div class="ec-line">c()</div><div class="ec-line">d()</div></code></pre></figure>
        <div class="language-sh"><button class="copy"></button><span class="lang">sh</span><pre class="shiki"><code><span class="line">e</span>
<span class="line">f</span></code></pre></div></main>"##,
        expect![[r#"
             |  | None | search true
            ids: 

            ```js
            a(1)
            b()
            ```

            c.js

            ```ts
            c()
            d()
            ```

            ```sh
            e
            f
            ```
        "#]],
    );
}

#[test]
fn code_beside_line_numbers_is_code() {
    check(
        r##"<main><div class="highlight-python3"><table class="highlighttable"><tr><td class="linenos"><pre>1
2</pre></td><td class="code"><pre>a = 1
b = 2</pre></td></tr></table></div>
        <table class="lntable"><tr><td class="lntd"><pre><code><span class="lnt">1</span></code></pre></td>
        <td class="lntd"><pre><code class="language-go">c()</code></pre></td></tr></table>
        <table role="presentation"><tr><td><p>One</p><p>Two</p></td></tr></table></main>"##,
        expect![[r#"
             |  | None | search true
            ids: 

            ```python
            a = 1
            b = 2
            ```

            ```go
            c()
            ```

            One

            Two
        "#]],
    );
}

#[test]
fn powers_and_formulas_are_no_other_numbers() {
    check(
        r##"<main><p>From -2<sup>7</sup> to 2<sup>n - 1</sup>, H<sub>2</sub>O, the 4<sup>th</sup>, see<sup><a href="#fn">1</a></sup>;
        <span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1*y</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x1y</span></span>.</p></main>"##,
        expect![[r#"
             |  | None | search true
            ids: 

            From -2^7 to 2^(n - 1), H2O, the 4th, see[1](#fn); `x_1*y`.
        "#]],
    );
}

#[test]
fn what_stands_beside_the_article_is_left_out() {
    check(
        r##"<main class="docMain"><div class="row"><div class="col"><article><nav aria-label="Breadcrumbs">Home</nav>
        <div class="theme-doc-toc-mobile">On this page</div><h1>Keys</h1>
        <h2 class="anchor" id="rotate">Rotate<a href="#rotate" class="hash-link" aria-label="Direct link">&ZeroWidthSpace;</a></h2>
        <h2 id="revoke">Revoke<a class="sl-anchor-link" href="#revoke"><span class="sr-only">Section titled Revoke</span></a></h2>
        <h2 id="list">List <a class="headerlink" href="#list">Permalink</a></h2>
        <p>Text <a href="javascript:void(0)">[+]</a>.</p></article></div><div class="tableOfContents">Rotate</div></div></main>"##,
        expect![[r#"
            Keys |  | None | search true
            ids: 8=rotate 19=revoke 30=list

            # Keys

            ## Rotate

            ## Revoke

            ## List

            Text .
        "#]],
    );
}

#[test]
fn pages_that_find_pages_are_not_found() {
    let search = |file: &str, html: &str| matches!(read_as(file, html), HtmlPage::Page(page) if page.search);
    let text = "<p>Words";
    assert!(search("search.html", text) && search("status/404.html", text) && search("print.html", text));
    assert!(!search("genindex-A.html", text) && !search("py-modindex.html", text) && !search("404.html", text));
    assert!(!search("search.html", "<link rel=search title=Search href='#'><p>Words"));
    assert!(!search("src/lib.rs.html", "<body class='rustdoc src'><p>Words"));
    assert!(matches!(read_as("print.html", "<meta name=robots content=noindex><p>W"), HtmlPage::Copy));
}

#[test]
fn a_page_that_leads_elsewhere_is_no_page() {
    let target = |html: &str| match read_as("old.html", html) {
        HtmlPage::Redirect(target) => Some(target),
        _ => None,
    };
    assert_eq!(target("<meta http-equiv=Refresh content=\"0;URL='new.html'\"><p>Moved").as_deref(), Some("new.html"));
    assert_eq!(target("<meta http-equiv=refresh content='5'><p>It reloads itself"), None);
    let long = format!("<meta http-equiv=refresh content='0; url=/new'><p>{}", "Text. ".repeat(50));
    assert_eq!(target(&long), None);
}

#[test]
fn titles_are_what_pagefind_shows() {
    let title = |html: &str| read(html).title;
    assert_eq!(title("<h1 data-pagefind-meta='image:a.png, title'>A</h1>"), "A");
    assert_eq!(title("<main data-pagefind-meta='title:B, and C'><h1>A</h1>"), "B, and C");
    assert_eq!(title("<main><img data-pagefind-meta='title[alt]' alt=D src=d><h1>A</h1>"), "D");
}

#[test]
fn a_page_without_text_is_noted() {
    let page = read("<title>App</title><body><div id=root></div><script>render()</script>");
    assert_eq!((&*page.title, page.search, page.notes[0].code), ("App", false, "empty-page"));
}

proptest! {
    /// Words come through whatever stands around them.
    #[test]
    fn words_are_kept(tags in proptest::collection::vec("</?(p|b|i|a href=x|ul|ol|li|dl|dt|dt id=x|dd|table|tr|td|h2|pre|code|blockquote|div|section id=y)>", 0..30)) {
        let html: String = tags.iter().enumerate().map(|(at, tag)| format!("{tag}word{at} ")).collect();
        let text = fragment(&html);
        for at in 0..tags.len() {
            prop_assert!(text.contains(&format!("word{at}")), "{} -> {}", html, text);
        }
    }
}
