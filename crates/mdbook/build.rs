//! Puts the files that a site serves into the program: all that is in `dist`, which `npm start` makes.
//!
//! A fresh clone has none of them, and compiles all the same: the program then says what is missing. A package for
//! crates.io without them would be of no use to anyone, so there it is an error.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let dist = root.join("dist");
    let mut files = Vec::new();
    if dist.is_dir() {
        println!("cargo::rerun-if-changed=dist");
        collect(&dist, &mut files)?;
        files.sort();
    } else if root.join("../../xtask").is_dir() {
        // Cargo looks at the folder, in which `dist` appears.
        println!("cargo::rerun-if-changed=.");
    } else {
        println!("cargo::error=this package lacks the folder dist; it was packed without \"npm start\"");
    }
    let mut code = String::from("&[");
    for file in &files {
        let name = file.strip_prefix(&dist).unwrap_or(file);
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        // Writing to a string never fails.
        let _ = write!(code, "({:?}, include_bytes!({:?})),", name.join("/"), file.display().to_string());
    }
    code.push(']');
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("files.rs"), code)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
