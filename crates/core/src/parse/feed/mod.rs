//! RSS (2.0, 1.0, 0.9x) and Atom feeds as releases.
//!
//! Read from the events of `quick-xml`, which knows no entities but XML's own five and never loads anything: a DTD
//! can neither multiply text nor name a file. Feeds in the wild are sloppy, so a stray `&` or `&nbsp;` is text; what
//! is cut short or is no XML is an error, as a feed that lost its end would otherwise pass for one that shrank.

mod walk;

use super::changelog::Release;
use crate::Error;
use quick_xml::Reader;
use quick_xml::events::Event;
use walk::Walk;

/// Whether a text is a feed, by its outermost element.
pub(crate) fn looks_like_feed(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut reader = Reader::from_str(text);
    while text.starts_with('<') {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => {
                let names = root.attributes_raw();
                return match root.local_name().as_ref() {
                    "rss" => true,
                    "RDF" => names.contains("purl.org/rss") || names.contains("netscape.com/rdf"),
                    "feed" => names.contains("www.w3.org/2005/Atom") || names.contains("purl.org/atom"),
                    _ => false,
                };
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_)) => {}
            Ok(Event::Text(text)) if text.trim().is_empty() => {}
            _ => return false,
        }
    }
    false
}

/// The entries of a feed, in its order. The package is the feed's title; an entry's title is a version where it looks
/// like one; the text is the longest form that the entry has, as Markdown.
///
/// # Errors
/// `FEED`, naming the file and the line: not well-formed, cut short, another kind of XML, entities of its own, or
/// elements nested deeper than any feed's.
pub(crate) fn feed(path: &str, text: &str) -> Result<Vec<Release>, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.trim_start();
    let error = |offset: u64, reason: String| {
        let before = text.get(..usize::try_from(offset).unwrap_or(usize::MAX)).unwrap_or(text);
        Error::Feed { path: path.to_owned(), line: before.matches('\n').count() + 1, reason }
    };
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk::new(text);
    loop {
        let before = reader.buffer_position();
        let event = reader.read_event().map_err(|problem| error(reader.error_position(), problem.to_string()))?;
        match event {
            Event::Start(start) => {
                walk.start(&start, reader.buffer_position()).map_err(|reason| error(before, reason))?;
            }
            Event::End(_) => {
                walk.end(before);
                if walk.depth == 0 {
                    return Ok(walk.finish());
                }
            }
            Event::Text(text) => walk.push(&text),
            Event::CData(text) => walk.push(&text),
            Event::GeneralRef(reference) => walk.push_reference(&reference),
            Event::DocType(doctype) if doctype.contains('[') => {
                let reason = "it declares entities of its own in its DOCTYPE; remove them, no feed needs them";
                return Err(error(before, reason.to_owned()));
            }
            Event::Eof if walk.depth > 0 => {
                return Err(error(before, format!("it ends inside <{}>; fetch it again", walk.open())));
            }
            Event::Eof => return Err(error(before, "there is no element in it".to_owned())),
            Event::Empty(_) | Event::DocType(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let lines = match feed("news.xml", text) {
            Ok(releases) => releases
                .iter()
                .map(|r| {
                    let name = [&*r.version, r.title.as_deref().unwrap_or_default()].join("|");
                    format!("{} | {name} | {} | {} | {} | {:?}", r.package, r.date, r.url, r.guid, r.markdown)
                })
                .collect::<Vec<_>>()
                .join("\n"),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&lines);
    }

    #[test]
    fn rss() {
        check(
            r#"<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "rss.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="m">
<channel><title>Acme &amp; Co</title><link>https://acme.example</link>
<image><title>Logo</title></image>
<item><title>Faster search</title><link>https://acme.example/faster</link>
  <guid isPermaLink="false">42</guid><pubDate>Fri, 05 Jan 2024 23:00:00 -0800</pubDate>
  <description>Short.</description><media:title>No</media:title>
  <content:encoded><![CDATA[<p>Search is fast.</p>]]></content:encoded></item>
<item><title>v1.2.0</title><guid>https://acme.example/v1.2.0</guid><description>&lt;p&gt;R&D &#8212; more&lt;/p&gt;</description></item>
</channel></rss>"#,
            expect![[r#"
                Acme & Co | |Faster search | 2024-01-05 | https://acme.example/faster | 42 | "Search is fast."
                Acme & Co | 1.2.0| |  | https://acme.example/v1.2.0 | https://acme.example/v1.2.0 | "R&D — more""#]],
        );
    }

    #[test]
    fn rdf() {
        check(
            r#"<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel><title>Old</title></channel>
<item><title>One</title><link>https://a.example/1</link><description>Text</description><dc:date>2003-02-01T10:00:00Z</dc:date></item></rdf:RDF>"#,
            expect![[r#"Old | |One | 2003-02-01 | https://a.example/1 |  | "Text""#]],
        );
    }

    #[test]
    fn atom() {
        check(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Release notes from tool</title><id>f</id>
<entry><id>tag:1</id><title type="html">v2.0.0-rc.1</title><updated>2024-02-01T00:00:00Z</updated>
<link rel="edit" href="https://a.example/edit"/><link href="https://a.example/?a=1&amp;b=2"/>
<content type="html">&lt;p&gt;Hello&lt;/p&gt;</content></entry>
<entry><id>tag:2</id><title>Two</title><published>2024-01-01T00:00:00Z</published><updated>2024-02-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="x"><p>Deep text</p></div></content></entry>
<entry><title>Three</title><summary># plain</summary></entry>
</feed>"#,
            expect![[r#"
                tool | 2.0.0-rc.1| | 2024-02-01 | https://a.example/?a=1&b=2 | tag:1 | "Hello"
                tool | |Two | 2024-01-01 |  | tag:2 | "Deep text"
                tool | |Three |  |  |  | "\\# plain""#]],
        );
    }

    #[test]
    fn what_is_no_feed_is_refused_with_its_line() {
        check(
            "<rss><channel>\n<item>\n<title>Cut",
            expect!["news.xml:3: cannot read the feed: it ends inside <rss › channel › item › title>; fetch it again"],
        );
        check(
            "<rss>\n<channel></rss>",
            expect![
                "news.xml:2: cannot read the feed: ill-formed document: expected `</channel>`, but `</rss>` was found"
            ],
        );
        check(
            "<html><body></body></html>",
            expect![
                "news.xml:1: cannot read the feed: the outermost element is <html>; expected <rss>, <rdf:RDF> or <feed>"
            ],
        );
        check("plain", expect!["news.xml:1: cannot read the feed: there is no element in it"]);
        check(
            &format!("<rss>\n{}", "<a>".repeat(100_000)),
            expect![
                "news.xml:2: cannot read the feed: more than 256 elements stand inside each other; no feed needs that"
            ],
        );
    }

    #[test]
    fn entities_multiply_nothing_and_load_nothing() {
        let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<rss><channel><title>&b;</title></channel></rss>";
        check(
            bomb,
            expect![
                "news.xml:2: cannot read the feed: it declares entities of its own in its DOCTYPE; remove them, no feed needs them"
            ],
        );
        check(
            "<!DOCTYPE rss SYSTEM \"file:///etc/passwd\"><rss><channel><item><title>&xxe;</title></item></channel></rss>",
            expect![[r#" | |&xxe; |  |  |  | """#]],
        );
    }

    #[test]
    fn feeds_are_known_by_their_outermost_element() {
        assert!(looks_like_feed("\u{feff}<?xml version='1.0'?><!-- x -->\n<rss version='2.0'>"));
        assert!(looks_like_feed("<feed xmlns='http://www.w3.org/2005/Atom'/>"));
        for text in ["", "rss", "<!DOCTYPE html><html>", "<feed>", "# <rss>", "<", "<!--"] {
            assert!(!looks_like_feed(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(text in "(<rss>|<channel>|<item>|</item>|<title>|</title>|<link href='|'/>|<!\\[CDATA\\[|\\]\\]>|&amp;|&#0;|&x;|<!--|é|\n|<|>|&){0,30}") {
            let _ = feed("a", &text);
            let _ = feed("a", &format!("<rss><channel><item>{text}</item></channel></rss>"));
            looks_like_feed(&text);
        }
    }
}
