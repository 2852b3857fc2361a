//! Tables, cell by cell.

use scraper::ElementRef;

/// A table that is being read.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// Whether the first row holds the headings of columns.
    header: bool,
    /// How many tables are open; those inside of cells are text of the cell.
    depth: u32,
    in_cell: bool,
}

impl Table {
    /// Another table begins, in a cell of this one where it is not the first.
    pub(super) fn begin(&mut self) {
        self.depth += 1;
    }

    /// Whether the table that ends is the outermost.
    pub(super) fn end(&mut self) -> bool {
        self.depth = self.depth.saturating_sub(1);
        self.depth == 0
    }

    /// Whether rows and cells are those of the outermost table.
    pub(super) fn is_outermost(&self) -> bool {
        self.depth == 1
    }

    pub(super) fn in_cell(&self) -> bool {
        self.in_cell
    }

    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self, heading: bool) {
        self.in_cell = true;
        self.header |= heading && self.rows.len() == 1;
    }

    pub(super) fn end_cell(&mut self, text: String) {
        self.in_cell = false;
        match self.rows.last_mut() {
            Some(row) => row.push(text),
            None => self.rows.push(vec![text]),
        }
    }

    /// The table as blocks of Markdown: one, or where there is a single column, which is layout, one for each cell.
    pub(super) fn blocks(self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut rows = self.rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
        if columns < 2 {
            return rows.flatten().collect();
        }
        let line = |row: &[String]| {
            let mut line = "|".to_owned();
            for column in 0..columns.min(row.len().max(1)) {
                let cell = row.get(column).map_or("", String::as_str);
                line.push_str(&format!(" {} |", cell.replace("\\|", "|").replace('|', "\\|")));
            }
            line
        };
        let Some(mut first) = rows.next() else { return Vec::new() };
        let below = if self.header { None } else { Some(line(&first)) };
        if below.is_some() {
            first.iter_mut().for_each(String::clear);
        }
        first.resize(columns, String::new());
        let head = [line(&first), format!("|{}", "---|".repeat(columns))];
        let lines: Vec<String> = head.into_iter().chain(below).chain(rows.map(|row| line(&row))).collect();
        vec![lines.join("\n")]
    }
}

/// Whether a table is there for layout: it says so, or stands around a block of code, as where line numbers have a
/// column of their own.
pub(super) fn is_layout(table: ElementRef<'_>) -> bool {
    if matches!(table.value().attr("role"), Some("presentation" | "none")) {
        return true;
    }
    let mut rows = 0;
    let mut code = false;
    for element in table.descendants().skip(1).filter_map(ElementRef::wrap) {
        match element.value().name() {
            "tr" => rows += 1,
            "pre" => code = true,
            _ => {}
        }
        if rows > 1 {
            return false;
        }
    }
    code
}
