//! `cargo xtask wasm`: crates/wasm → cargo → wasm-bindgen → wasm-opt → js/headword/dist/wasm.
//!
//! Two modules come from the one crate. Browsers load the reader; the builder, many times its
//! size, is loaded where indexes are made.

use std::env;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

use wasm_bindgen_cli_support::Bindgen;

use crate::remap;

struct Module {
    name: &'static str,
    features: &'static [&'static str],
    /// The profile's `opt-level`.
    opt_level: &'static str,
    /// How hard wasm-opt tries.
    level: &'static str,
}

const MODULES: [&Module; 2] = [
    &Module { name: "reader", features: &[], opt_level: "s", level: "-O3" },
    // A process builds one index, and most of its time goes into compiling the module. For size, that is 28 % less to
    // compile: an index of 528 pages is built in 1.0 s instead of 1.4 s, though once compiled in 0.26 s instead of 0.22.
    // -O3 takes 27 s here instead of 7 s, for a module 4 % smaller that brotli makes 1 % larger.
    &Module { name: "builder", features: &["--features", "build"], opt_level: "s", level: "-O1" },
];

/// What wasm-bindgen writes for a module, after its name.
const OUTPUTS: [&str; 4] = [".js", ".d.ts", "_bg.wasm", "_bg.wasm.d.ts"];

/// All that rustc 1.95 lets LLVM use for wasm32-unknown-unknown, and no more: what is not listed
/// here wasm-opt may not use, and a browser that runs the module before it runs it after.
const WASM_FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds both modules. A module is left as it is when nothing that it is made from has changed.
pub(crate) fn build(root: &Path) -> Result<(), String> {
    let target = match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => root.join(target),
        None => root.join("target"),
    };
    let target = target.join("wasm");
    let out = root.join("js/headword/dist/wasm");
    for folder in [&target, &out] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    // Two runs at once would overwrite each other's files halfway. Closing the file unlocks it.
    let lock = target.join("lock");
    let _locked = File::create(&lock)
        .and_then(|file| file.lock().map(|()| file))
        .map_err(|error| format!("{}: {error}", lock.display()))?;

    // Side by side, since LTO and wasm-opt use one core each and are most of the time.
    thread::scope(|scope| {
        MODULES.map(|module| scope.spawn(|| make(root, &target, &out, module))).into_iter().try_for_each(|made| {
            println!("{}", made.join().map_err(|_| "a thread stopped short")??);
            Ok(())
        })
    })
}

/// Builds one module; answers a line that says what was done.
fn make(root: &Path, target: &Path, out: &Path, module: &Module) -> Result<String, String> {
    let started = Instant::now();
    let cargo_output = compile(root, target, module)?;
    let record = target.join(format!("{}.made", module.name));
    let inputs = inputs(root, &cargo_output)?;
    // Recorded are the inputs and the outputs both, so that a module whose files were deleted or
    // changed by someone else is made again.
    let made = fs::read_to_string(&record).unwrap_or_default();
    if made == format!("{inputs} {}", outputs(out, module)) {
        return Ok(format!("{:<8} up to date", module.name));
    }
    // Whoever loads a module meanwhile finds the old one, and never one that is half done.
    let draft = target.join(module.name).join("draft");
    let bytes = bind(&cargo_output, &draft, module)?;
    let optimised = optimise(root, &draft, module)?;
    for suffix in OUTPUTS {
        let file = format!("{}{suffix}", module.name);
        fs::copy(draft.join(&file), out.join(&file)).map_err(|error| format!("{file}: {error}"))?;
    }
    // A record that cannot be written costs time at the next run and nothing else.
    let _ = fs::write(&record, format!("{inputs} {}", outputs(out, module)));
    Ok(format!("{:<8} {bytes} → {optimised} bytes in {:.1} s", module.name, started.elapsed().as_secs_f32()))
}

/// Runs cargo, and tells where the module is.
fn compile(root: &Path, target: &Path, module: &Module) -> Result<PathBuf, String> {
    // Each module has a target folder of its own: both are called headword_wasm.wasm, so in one
    // folder each build would link the other's module anew (1–8 s of LTO a time).
    let target = target.join(module.name);
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(["build", "--quiet"]);
    command.args(["--package", "headword-wasm"]);
    command.args(["--release", "--target", "wasm32-unknown-unknown"]);
    command.arg("--target-dir").arg(&target);
    command.args(module.features);
    // These replace a developer's own flags, which have no place in what is released.
    command.env_remove("RUSTFLAGS");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", module.opt_level);
    // wasm-bindgen reads in a custom section, which stripping removes, which features of wasm it may
    // use; it strips the names itself.
    command.env("CARGO_PROFILE_RELEASE_STRIP", "none");
    command.env("CARGO_ENCODED_RUSTFLAGS", remap::encoded_rustflags(root)?);
    run(command, "cargo")?;
    Ok(target.join("wasm32-unknown-unknown/release/headword_wasm.wasm"))
}

/// Writes the glue, its types and the module; answers the module's size.
fn bind(cargo_output: &Path, out: &Path, module: &Module) -> Result<u64, String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(cargo_output)
        .out_name(module.name)
        .typescript(true)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| format!("wasm-bindgen ({}): {error:#}", module.name))?;
    size(&out.join(format!("{}_bg.wasm", module.name)))
}

/// Replaces a module by a smaller and faster one; answers its size.
fn optimise(root: &Path, out: &Path, module: &Module) -> Result<u64, String> {
    let wasm = out.join(format!("{}_bg.wasm", module.name));
    let optimised = wasm.with_extension("wasm.tmp");
    let mut command = Command::new("node");
    command.arg(wasm_opt(root)?).arg(module.level);
    // The functions that are called most get the numbers that take a byte: 1 % of the reader after brotli.
    command.arg("--reorder-functions");
    // By default a function with one caller is inlined whatever its size. The search then is one function of 17 KB
    // that V8 takes 50 ms to optimise, and a process that asks one question waits for that before it ends.
    command.arg("--one-caller-inline-max-function-size=200");
    command.args(WASM_FEATURES).arg(&wasm);
    command.arg("-o").arg(&optimised);
    run(command, "wasm-opt")?;
    fs::rename(&optimised, &wasm).map_err(|error| format!("{}: {error}", wasm.display()))?;
    size(&wasm)
}

fn wasm_opt(root: &Path) -> Result<PathBuf, String> {
    let path = root.join("node_modules/binaryen/bin/wasm-opt");
    match path.exists() {
        true => Ok(path),
        false => Err(format!("{} is missing: run npm ci", path.display())),
    }
}

/// Names what a module is made from: cargo's output, and the tools that work on it afterwards.
fn inputs(root: &Path, cargo_output: &Path) -> Result<String, String> {
    let binaryen = root.join("node_modules/binaryen/package.json");
    let mut hasher = DefaultHasher::new();
    for part in [
        read(cargo_output)?,
        read(&binaryen).map_err(|error| format!("{error}: run npm ci"))?,
        include_bytes!("wasm.rs").to_vec(),
        include_bytes!("../Cargo.toml").to_vec(),
    ] {
        hasher.write_usize(part.len());
        hasher.write(&part);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Names what is there now for a module. A missing file counts as an empty one.
fn outputs(out: &Path, module: &Module) -> String {
    let mut hasher = DefaultHasher::new();
    for suffix in OUTPUTS {
        let bytes = fs::read(out.join(format!("{}{suffix}", module.name))).unwrap_or_default();
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    format!("{:016x}", hasher.finish())
}

fn run(mut command: Command, name: &str) -> Result<(), String> {
    let status = command.status().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("{name}: {:?} is not installed", command.get_program())
        }
        _ => format!("{name}: {error}"),
    })?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{name} failed ({status})")),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn size(path: &Path) -> Result<u64, String> {
    let metadata = fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(metadata.len())
}
