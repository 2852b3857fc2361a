//! What a line of Markdown can begin with, told from that line alone (CommonMark 0.31.2, sections 4 and 5).

/// A list marker at the start of `rest`: its width in bytes, and whether it may interrupt a paragraph.
pub(super) fn list_marker(rest: &[u8]) -> Option<(usize, bool)> {
    let (width, first) = match rest.first()? {
        b'-' | b'+' | b'*' => (1, true),
        b'0'..=b'9' => {
            let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            if digits > 9 || !matches!(rest.get(digits), Some(b'.' | b')')) {
                return None;
            }
            (digits + 1, rest.get(..digits) == Some(b"1"))
        }
        _ => return None,
    };
    match rest.get(width) {
        None | Some(b'\r') => Some((width, false)),
        Some(b' ' | b'\t') => Some((width, first && !rest.get(width..)?.trim_ascii().is_empty())),
        Some(_) => None,
    }
}

/// `---`, `* * *`, `___`.
pub(super) fn is_thematic_break(rest: &[u8]) -> bool {
    let Some(&mark @ (b'-' | b'*' | b'_')) = rest.first() else {
        return false;
    };
    let mut count = 0;
    rest.iter().all(|&byte| {
        count += usize::from(byte == mark);
        byte == mark || byte.is_ascii_whitespace()
    }) && count >= 3
}

/// `===` or `---` below a paragraph.
pub(super) fn is_setext_underline(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_end();
    rest.first().is_some_and(|&mark| b"=-".contains(&mark) && rest.iter().all(|&byte| byte == mark))
}

/// The number of `#` before the text of a heading.
pub(super) fn heading_level(rest: &[u8]) -> Option<usize> {
    let level = rest.iter().take(7).take_while(|&&byte| byte == b'#').count();
    let space = rest.get(level).is_none_or(u8::is_ascii_whitespace);
    ((1..=6).contains(&level) && space).then_some(level)
}

/// The length of the run that opens fenced code.
pub(super) fn fence_length(rest: &[u8]) -> Option<usize> {
    let &mark @ (b'`' | b'~') = rest.first()? else {
        return None;
    };
    let length = rest.iter().take_while(|&&byte| byte == mark).count();
    let info = rest.get(length..)?;
    (length >= 3 && !(mark == b'`' && info.contains(&b'`'))).then_some(length)
}

/// Whether a line closes code that was opened by `length` of `mark`.
pub(super) fn closes_fence(rest: &[u8], mark: u8, length: usize) -> bool {
    let rest = rest.trim_ascii_end();
    rest.len() >= length && rest.iter().all(|&byte| byte == mark)
}

/// What ends the raw HTML that begins here: nothing in it is Markdown.
pub(super) fn raw_html_end(rest: &[u8], mdx: bool) -> Option<&'static str> {
    if rest.starts_with(b"<!--") {
        return Some("-->");
    }
    if mdx {
        return None;
    }
    if rest.starts_with(b"<?") {
        return Some("?>");
    }
    if rest.starts_with(b"<![CDATA[") {
        return Some("]]>");
    }
    let is = |name: &str| {
        rest.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && rest.get(name.len() + 1).is_none_or(|&byte| byte == b'>' || byte.is_ascii_whitespace())
    };
    const RAW: [(&str, &str); 4] =
        [("pre", "</pre>"), ("script", "</script>"), ("style", "</style>"), ("textarea", "</textarea>")];
    RAW.iter().find(|(name, _)| is(name)).map(|(_, end)| *end)
}

/// Whether a line holds what ends raw HTML.
pub(super) fn ends_raw_html(rest: &[u8], end: &str) -> bool {
    memchr::memchr_iter(end.as_bytes()[0], rest)
        .any(|at| rest.get(at..at + end.len()).is_some_and(|found| found.eq_ignore_ascii_case(end.as_bytes())))
}
