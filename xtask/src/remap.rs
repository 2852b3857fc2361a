//! The compiler flags that keep this machine's paths out of what is built.
//!
//! Panic messages carry the path of the source that panics. Left alone, the same commit would give
//! a different module for every place where a checkout, cargo or the toolchain stands.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The flags in the form of `CARGO_ENCODED_RUSTFLAGS`, whose separator cannot occur in a path.
pub(crate) fn encoded_rustflags(root: &Path) -> Result<String, String> {
    // The last prefix that matches wins, so a cargo home inside the checkout must come after it.
    let mut prefixes = vec![(root.to_path_buf(), "/headword".to_owned())];
    // The folder's name has a hash of the registry's address in it, which a mirror changes.
    for registry in folders(&cargo_home()?.join("registry").join("src")) {
        prefixes.push((registry, "/registry".to_owned()));
    }
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let ask = |flag: &[&str]| {
        let answer = Command::new(&rustc).args(flag).current_dir(root).output();
        let answer = answer.map_err(|error| format!("rustc {}: {error}", flag.join(" ")))?;
        Ok::<_, String>(String::from_utf8_lossy(&answer.stdout).into_owned())
    };
    // The standard library is shipped with this prefix already in place, but rustc undoes that when
    // the component `rust-src` is installed.
    let sysroot = ask(&["--print", "sysroot"])?;
    let version = ask(&["--version", "--verbose"])?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .ok_or("rustc --version --verbose names no commit-hash")?;
    let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    prefixes.push((source, format!("/rustc/{commit}")));

    let flags: Vec<String> =
        prefixes.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect();
    Ok(flags.join("\u{1f}"))
}

fn cargo_home() -> Result<PathBuf, String> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    let home = env::home_dir().ok_or("cannot tell where cargo's home is: set CARGO_HOME")?;
    Ok(home.join(".cargo"))
}

/// The entries of a folder in a fixed order, since cargo compiles anew when its flags change order.
fn folders(parent: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}
