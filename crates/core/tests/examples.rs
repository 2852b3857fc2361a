//! The examples do what they say.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use expect_test::expect;
use headword::IndexBuilder;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

/// The example that is a package, since it has a build script.
const EMBED: &str = "headword-example-embed";

/// An index of two pages, in a file of this name.
fn index(name: &str) -> PathBuf {
    let mut builder = IndexBuilder::new();
    builder.add("keys.md", b"# Keys\n\n## Rotate a key\n\nMake a new key, then delete the old one.").unwrap();
    builder.add("users.md", b"# Users\n\nA user has a key.").unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, builder.finish().unwrap().0).unwrap();
    file
}

/// Compiles all examples, with the features that `cargo test --workspace` has, after which nothing is left to do.
fn build(also: &[&str]) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    let command = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--workspace", "--verbose"]);
    let said = command.arg("--examples").args(also).output().unwrap();
    let text = String::from_utf8(said.stderr).unwrap();
    assert!(said.status.success(), "{text}");
    text
}

/// A program beside this one, in this folder.
fn program(folder: &str, name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let target = test.ancestors().nth(2).unwrap().join(folder);
    Command::new(target.join(name).with_extension(std::env::consts::EXE_EXTENSION))
}

fn example(name: &str) -> Command {
    build(&[]);
    program("examples", name)
}

/// What a command prints.
#[track_caller]
fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn search_in_ten_lines() {
    let text = printed(example("search").arg(index("search.headword")).args(["rotate", "key"]));
    expect![[r#"
        Keys
          keys#rotate-a-key
        Users
          users
    "#]]
    .assert_eq(&text);
}

#[test]
fn help_prints_the_section_that_answers() {
    let text = printed(example("help").arg(index("help.headword")).args(["how", "do", "I", "rotat", "the", "key"]));
    expect![[r#"
        (about "how do I rotate the key")

        ## Rotate a key

        Make a new key, then delete the old one.

        See also:
          Users  users
    "#]]
    .assert_eq(&text);
}

#[test]
fn serve_answers_over_http() {
    let mut server = example("serve");
    let mut server = server.arg(index("serve.headword")).arg("127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap();
    let mut address = String::new();
    BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
    let ask = |path: &str| {
        let mut stream = TcpStream::connect(address.trim().trim_start_matches("http://")).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    };
    let answers = [ask("/search?q=rotate+key"), ask("/read?path=users"), ask("/search?q="), ask("/read?path=zebra")];
    server.kill().unwrap();
    server.wait().unwrap();
    let expected = [
        ("200 OK", "\"path\":\"keys#rotate-a-key\""),
        ("200 OK", "\"markdown\":\"# Users"),
        ("400 Bad Request", "\"code\":\"EMPTY_QUERY\""),
        ("404 Not Found", "\"code\":\"NOT_FOUND\""),
    ];
    for (answer, (status, part)) in answers.iter().zip(expected) {
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")) && answer.contains(part), "{answer}");
    }
}

#[test]
fn a_manual_is_embedded_and_made_again_only_when_it_changes() {
    let also = ["--bin", EMBED];
    build(&also);
    let text = printed(program("", EMBED).arg("night"));
    assert_eq!(text, "## Close them at night\n\nRun `lamp close --at sunset`.\n\n");

    let unchanged = build(&also);
    assert!(unchanged.contains("Fresh headword-example-embed"), "{unchanged}");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/embed/manual/lamps.md");
    File::options().append(true).open(page).unwrap().set_modified(SystemTime::now()).unwrap();
    let changed = build(&also);
    assert!(changed.contains("Dirty headword-example-embed"), "{changed}");
    assert!(changed.contains("manual"), "{changed}");
}
