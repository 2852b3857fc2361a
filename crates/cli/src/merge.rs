//! `headword merge`: several indexes become one.

use crate::args::Merge;
use crate::commands::open;
use crate::failure::Failure;
use crate::output::{print, write_file};
use crate::render;
use crate::style::Style;
use headword::{Config, ConfigSource, IndexBuilder};
use std::time::Instant;

pub(crate) fn merge(args: &Merge, style: Style) -> Result<(), Failure> {
    let started = Instant::now();
    let mut config = Config::default();
    for (key, value) in [("name", &args.name), ("base-url", &args.base_url)] {
        let set = value.iter().try_for_each(|value| config.set(key, value, ConfigSource::Flag));
        set.map_err(|error| Failure::engine(&error, None))?;
    }
    let mut builder = IndexBuilder::with_config(config);
    for file in &args.indexes {
        let name = file.display().to_string();
        builder.add_index(&name, &open(file)?).map_err(|error| Failure::engine(&error, Some(&name)))?;
    }
    let (bytes, report) = builder.finish().map_err(|error| Failure::engine(&error, None))?;
    write_file(&args.out, &[bytes])?;
    let (files, out) = (args.indexes.len() as u64, args.out.display().to_string());
    print(&match args.json {
        true => render::json(&report)?,
        false => render::report(&report, files, &out, started.elapsed(), style),
    })
}
