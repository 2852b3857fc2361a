//! Old addresses lead to what they meant: by redirects that the docs say, and by what an earlier index knew.

#![cfg(feature = "build")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where something is wrong")]

use headword::{Collection, Diff, Error, Index, IndexBuilder, Status, Via};

const KEYS: &str = "# Keys\n\nA key opens a door. Rotate it each year, and keep the old one for a day.\n\n\
                    ## Rotate a key\n\nAsk for a new one, give it to every service that needs one, then take the old one back.";
const DOORS: &str = "# Doors\n\nA door has a lock, and a lock has one key or several, of which each is somebody's.";

fn build(pages: &[(&str, &str)], previous: Option<&[u8]>) -> (Vec<u8>, headword::BuildReport) {
    let mut builder = IndexBuilder::new();
    pages.iter().for_each(|(path, text)| builder.add(path, text.as_bytes()).unwrap());
    if let Some(previous) = previous {
        builder.previous(&Index::open(previous).unwrap()).unwrap();
    }
    builder.finish().unwrap()
}

#[track_caller]
fn leads(index: &[u8], address: &str, path: Option<&str>, status: Status) {
    let found = Index::open(index).unwrap().resolve(address).unwrap();
    assert_eq!((found.path.as_deref(), found.status), (path, status), "{address}");
}

#[test]
fn a_page_that_moved_twice_is_found_by_its_first_address() {
    let (first, _) = build(&[("user/keys.md", KEYS), ("doors.md", DOORS)], None);
    let (second, report) = build(&[("account/keys.md", KEYS), ("doors.md", DOORS)], Some(&first));
    assert_eq!(report.moves.len(), 1);
    let (third, _) = build(&[("authkit/api-keys.md", KEYS), ("doors.md", DOORS)], Some(&second));
    leads(&third, "/user/keys", Some("authkit/api-keys"), Status::Redirect);
    leads(&third, "https://example.com/account/keys", None, Status::Missing);
    leads(&third, "account/keys/", Some("authkit/api-keys"), Status::Redirect);
    leads(&third, "user/keys#rotate-a-key", Some("authkit/api-keys#rotate-a-key"), Status::Redirect);
    leads(&third, "user/keys/rotate-a-key", Some("authkit/api-keys#rotate-a-key"), Status::Redirect);
    // And back again, which is no circle.
    let (fourth, _) = build(&[("user/keys.md", KEYS), ("doors.md", DOORS)], Some(&third));
    leads(&fourth, "user/keys", Some("user/keys"), Status::Page);
    leads(&fourth, "authkit/api-keys", Some("user/keys"), Status::Redirect);
}

#[test]
fn a_page_that_was_split_leads_to_its_parts() {
    let both =
        format!("{KEYS}\n\n## Lock a door\n\nTurn the key twice, then pull at the handle to see whether it holds.");
    let (old, _) = build(&[("all.md", &both)], None);
    let lock = "# Lock a door\n\nTurn the key twice, then pull at the handle to see whether it holds.";
    let (new, _) = build(&[("keys.md", KEYS), ("lock.md", lock)], Some(&old));
    leads(&new, "all", Some("keys"), Status::Redirect);
    leads(&new, "all#rotate-a-key", Some("keys#rotate-a-key"), Status::Redirect);
    leads(&new, "all#lock-a-door", Some("lock"), Status::Redirect);
}

#[test]
fn a_page_that_is_gone_is_known_to_be() {
    let (old, _) = build(&[("keys.md", KEYS), ("index.md", DOORS)], None);
    let (new, report) = build(&[("index.md", DOORS)], Some(&old));
    assert_eq!(report.removed[0].path, "keys");
    let found = Index::open(new).unwrap().resolve("/keys").unwrap();
    assert_eq!((found.status, found.candidates.len()), (Status::Removed, 1));
}

#[test]
fn a_lost_page_fails_a_check() {
    let (old, _) = build(&[("keys.md", KEYS), ("index.md", DOORS)], None);
    let mut builder = IndexBuilder::new();
    builder.add("index.md", DOORS.as_bytes()).unwrap();
    builder.previous(&Index::open(old).unwrap()).unwrap();
    let findings = builder.check().unwrap();
    assert!(findings.iter().any(|finding| finding.code == "lost-page" && finding.message.contains("\"keys\"")));
    builder.add_to(Collection::Redirects, "_redirects", b"/keys / 301").unwrap();
    assert!(builder.check().unwrap().iter().all(|finding| finding.code != "lost-page"));
}

#[test]
fn a_file_of_redirects_is_followed_to_its_end() {
    let mut builder = IndexBuilder::new().base_url("https://example.com/docs/");
    builder.add("new/keys.md", KEYS.as_bytes()).unwrap();
    builder.add("new/doors.md", DOORS.as_bytes()).unwrap();
    let lines = "/docs/a /docs/b\n/docs/b /docs/new/keys#rotate-a-key 301\n/docs/old/* /docs/new/:splat\n\
                 /docs/c https://elsewhere.example/c\n/docs/d /docs/nowhere\n";
    builder.add_to(Collection::Redirects, "_redirects", lines.as_bytes()).unwrap();
    let findings = builder.check().unwrap();
    let dead: Vec<usize> =
        findings.iter().filter(|finding| finding.code == "dead-redirect").map(|finding| finding.line).collect();
    assert_eq!(dead, [5]);
    let (bytes, _) = builder.finish().unwrap();
    for address in ["a", "/docs/a", "https://example.com/docs/a/", "b"] {
        leads(&bytes, address, Some("new/keys#rotate-a-key"), Status::Redirect);
    }
    leads(&bytes, "/docs/old/doors", Some("new/doors"), Status::Redirect);
}

#[test]
fn redirects_that_lead_in_a_circle_are_refused() {
    let mut builder = IndexBuilder::new();
    builder.add("keys.md", KEYS.as_bytes()).unwrap();
    builder.add_to(Collection::Redirects, "_redirects", b"/x /keys\n/a /b\n/b /c\n/c /a\n").unwrap();
    let Err(Error::Redirects { line, reason, .. }) = builder.finish() else { unreachable!("it is refused") };
    assert_eq!((line, &*reason), (2, "it leads in a circle: a → b → c → a; let one of them lead to a page"));
}

#[test]
fn a_long_way_is_followed_and_json_names_what_is_dead() {
    let mut builder = IndexBuilder::new();
    builder.add("keys.md", KEYS.as_bytes()).unwrap();
    let mut lines: Vec<String> = (0..20_000).map(|number| format!("/r{number} /r{}", number + 1)).collect();
    lines.push("/r20000 /keys".to_owned());
    builder.add_to(Collection::Redirects, "_redirects", lines.join("\n").as_bytes()).unwrap();
    builder.add_to(Collection::Redirects, "more.json", br#"{"/a": "/nowhere"}"#).unwrap();
    let findings = builder.check().unwrap();
    let dead = findings.iter().find(|finding| finding.code == "dead-redirect").unwrap();
    assert_eq!((&*dead.file, dead.line), ("more.json", 0));
    leads(&builder.finish().unwrap().0, "/r0", Some("keys"), Status::Redirect);
}

#[test]
fn what_changed_is_told() {
    let old =
        Index::open(build(&[("user/keys.md", KEYS), ("doors.md", DOORS), ("a.md", "# A\n\nOne two three.")], None).0);
    let more = format!("{DOORS}\n\n## Hinges\n\nTwo for each door.");
    let new =
        Index::open(build(&[("authkit/keys.md", KEYS), ("doors.md", &more), ("b.md", "# B\n\nFour five.")], None).0);
    let diff = Diff::new(&old.unwrap(), &new.unwrap()).unwrap();
    assert_eq!(diff.added[0].path, "b");
    assert_eq!(diff.removed[0].path, "a");
    assert_eq!(
        (&*diff.moved[0].from, &*diff.moved[0].page.path, diff.moved[0].page.change),
        ("user/keys", "authkit/keys", 0)
    );
    assert_eq!((&*diff.changed[0].path, &diff.changed[0].added[..]), ("doors", &["doors#hinges".to_owned()][..]));
    assert!(diff.to_string().starts_with("Pages: 1 added, 1 removed, 1 moved, 1 changed.\n\n## Added\n\n- `b` B\n"));
}

#[test]
fn the_rule_that_found_something_is_told() {
    let (bytes, _) = build(&[("guides/keys.md", KEYS), ("doors.md", DOORS)], None);
    let index = Index::open(bytes).unwrap();
    for (address, via) in [
        ("guides/keys", Via::Exact),
        ("guides/keys#rotate-a-key", Via::Exact),
        ("/Guides/KEYS.mdx?x=1", Via::Address),
        ("./guides/keys/index.html", Via::Address),
        ("guides%2Fkeys", Via::Address),
        ("guides/keys/rotate-a-key", Via::Heading),
        ("guides/keys#rotate_a_key", Via::Anchor),
        ("guides/kyes", Via::Similar),
        ("manual/keys", Via::Similar),
    ] {
        assert_eq!(index.resolve(address).unwrap().via, Some(via), "{address}");
    }
    for address in
        ["", "../../../../etc/passwd", "..\\..\\x", "%2e%2e/%2e%2e/", "\0", "mailto:a@b.c", "https://x.example/"]
    {
        let found = index.resolve(address).unwrap();
        assert!(matches!(found.status, Status::Missing | Status::Page), "{address}: {found:?}");
    }
}
