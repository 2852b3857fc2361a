//! Links within a text, written so that whoever reads the text alone can follow them.

use super::ReadLinks;
use crate::format::fault::Fault;
use crate::index::View;
use crate::resolve::Resolved;

impl View<'_> {
    /// Markdown of the page `from` with its links to other pages as `links` says. Code is left as it is, and links to
    /// other sites.
    pub(super) fn with_links(&self, markdown: &str, links: ReadLinks, from: (&str, bool)) -> Result<String, Fault> {
        let mut out = String::with_capacity(markdown.len());
        let mut done = 0;
        for target in targets(markdown) {
            let (start, end) = target;
            let Some(new) = self.link_target(&markdown[start..end], links, from)? else { continue };
            out.push_str(&markdown[done..start]);
            out.push_str(&new);
            done = end;
        }
        out.push_str(&markdown[done..]);
        Ok(out)
    }

    fn link_target(&self, target: &str, links: ReadLinks, from: (&str, bool)) -> Result<Option<String>, Fault> {
        let place = match self.resolve(target, Some(from))? {
            Resolved::Found(place, _) | Resolved::Moved(place, _) => place,
            _ => return Ok(None),
        };
        let page = self.path(place.page)?;
        let section = self.head(self.pages.sections_of(place.page)?.start + place.section as u32)?;
        let url = || Ok(section.url(&self.url(&page, self.pages.page(place.page)?)));
        let new = match links {
            ReadLinks::Urls => url().map(|url: String| if url.is_empty() { section.path(&page) } else { url })?,
            ReadLinks::Paths => section.path(&page),
            ReadLinks::AsWritten => return Ok(None),
        };
        // What would end the target early stays as it was written.
        let fits = !new.contains(|char: char| char.is_whitespace() || "()<>\"".contains(char));
        Ok(fits.then_some(new))
    }
}

/// Where the targets of links stand, in order: of `[text](target)`, `[text]: target` and `href="target"`.
fn targets(markdown: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut fence = None;
    let mut start = 0;
    for line in markdown.split_inclusive('\n') {
        match fence {
            Some(open) if super::blocks::closes(line, open) => fence = None,
            Some(_) => {}
            None => {
                fence = super::blocks::opens(line);
                if fence.is_none() {
                    line_targets(line, start, &mut found);
                }
            }
        }
        start += line.len();
    }
    found
}

fn line_targets(line: &str, start: usize, found: &mut Vec<(usize, usize)>) {
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        // A span of code ends with as many ticks as it begins with.
        if rest.starts_with('`') {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            let close = rest[ticks..].find(&rest[..ticks]).map_or(0, |close| close + ticks);
            at += ticks + close;
            continue;
        }
        let opening = ["](", "]: ", "href=\"", "src=\""].into_iter().find(|opening| rest.starts_with(opening));
        let Some(opening) = opening else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at += opening.len();
        let rest = &line[at..];
        let rest = if let Some(inner) = rest.strip_prefix('<') {
            at += 1;
            inner
        } else {
            rest
        };
        let length = rest.find(|char: char| char.is_whitespace() || ")>\"".contains(char)).unwrap_or(rest.len());
        if length > 0 {
            found.push((start + at, start + at + length));
        }
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_outside_of_code() {
        let text =
            "See [a](b/c.md#d \"t\"), `[x](y)`, ![i](p.png) and <a href=\"/e\">.\n\n```md\n[n](o)\n```\n[r]: <../f>\n";
        let found: Vec<&str> = targets(text).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found, ["b/c.md#d", "p.png", "/e", "../f"]);
    }
}
