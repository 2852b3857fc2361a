//! Parameters, properties and results as Markdown: a line for one, a table for several.

/// One parameter, property or result. Texts are plain; only `description` is Markdown, of one line.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// With the names that it stands in: `options.limit`. Empty for a value without a name.
    pub(super) name: String,
    /// Where it is described; empty where that is here.
    pub(super) address: String,
    pub(super) kind: String,
    pub(super) optional: bool,
    pub(super) description: String,
}

impl Row {
    fn name(&self) -> String {
        link(&code(&self.name), &self.address)
    }

    /// The type as code, and whether the value may be left out.
    fn kind(&self) -> String {
        let kind = code(&self.kind);
        match (kind.is_empty(), self.optional) {
            (_, false) => kind,
            (false, true) => kind + ", optional",
            (true, true) => "optional".to_owned(),
        }
    }
}

/// ``**Returns** `url` (`string`): Where to go.``
pub(super) fn write_line(out: &mut String, label: &str, row: &Row) {
    let (name, kind) = (row.name(), row.kind());
    out.push_str("**");
    out.push_str(label);
    out.push_str("**");
    for part in [name, if row.name.is_empty() { kind } else { bracketed(&kind) }].iter().filter(|part| !part.is_empty())
    {
        out.push(' ');
        out.push_str(part);
    }
    if !row.description.is_empty() {
        out.push_str(": ");
        out.push_str(&row.description);
    }
    out.push('\n');
}

fn bracketed(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("({text})") }
}

/// A table of the columns that have something to say.
pub(super) fn write_table(out: &mut String, label: &str, rows: &[Row]) {
    let kinds = rows.iter().any(|row| !row.kind.is_empty() || row.optional);
    let descriptions = rows.iter().any(|row| !row.description.is_empty());
    let shown = [true, kinds, descriptions];
    write_row(out, [label, "Type", "Description"], shown);
    // Written without spaces, the line between costs a token a column.
    out.push('|');
    shown.iter().filter(|shown| **shown).for_each(|_| out.push_str("---|"));
    out.push('\n');
    for row in rows {
        write_row(out, [&row.name(), &row.kind(), &row.description], shown);
    }
}

fn write_row(out: &mut String, cells: [&str; 3], shown: [bool; 3]) {
    out.push('|');
    for (cell, _) in cells.into_iter().zip(shown).filter(|(_, shown)| *shown) {
        if !cell.is_empty() {
            out.push(' ');
            write_cell(out, cell);
        }
        out.push_str(" |");
    }
    out.push('\n');
}

/// A bar ends a cell, even inside code, unless it is escaped.
fn write_cell(out: &mut String, cell: &str) {
    let mut escaped = false;
    for char in cell.chars() {
        match char {
            '|' if !escaped => out.push_str("\\|"),
            '\n' | '\r' => out.push(' '),
            char => out.push(char),
        }
        escaped = char == '\\' && !escaped;
    }
}

/// Text as inline code; nothing for nothing.
pub(super) fn code(text: &str) -> String {
    let text = crate::parse::one_line(text);
    if text.is_empty() {
        return text;
    }
    let mut longest = 0;
    let mut run = 0;
    for char in text.chars() {
        run = if char == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    if longest == 0 {
        return ["`", &text, "`"].concat();
    }
    let ticks = "`".repeat(longest + 1);
    [&ticks, " ", &text, " ", &ticks].concat()
}

/// Markdown as a link, where there is an address that fits one.
pub(super) fn link(text: &str, address: &str) -> String {
    let address = address.trim();
    if address.is_empty() || text.is_empty() || address.contains(['<', '>', '\n', '\r', '\0']) {
        text.to_owned()
    } else if address.contains([' ', '(', ')', '\t']) {
        format!("[{text}](<{address}>)")
    } else {
        format!("[{text}]({address})")
    }
}
