//! Changelogs from the web. `js/headword/src/fetch-changelog.ts` has the same limits and words.

use crate::failure::Failure;
use std::time::Duration;
use ureq::{Agent, Error};

/// What an address may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// From the first step to the last byte.
    pub(crate) time: Duration,
    /// Addresses that lead on to others.
    pub(crate) redirects: u32,
    /// Of the answer, unpacked.
    pub(crate) bytes: u64,
}

/// A feed of 32 MB would be the changes of a century; a server that is slower than half a minute is down.
pub(crate) const LIMITS: Limits = Limits { time: Duration::from_secs(30), redirects: 5, bytes: 32 << 20 };

/// The bytes at an http or https address.
pub(crate) fn fetch(url: &str, limits: Limits) -> Result<Vec<u8>, Failure> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(limits.time))
        .max_redirects(limits.redirects)
        .user_agent(concat!("headword/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let refused = |error: Error| {
        let (reason, advice) = words(&error, limits);
        Failure::new("IO", &format!("cannot fetch {url}: {reason}; {advice}"))
    };
    let mut answer = agent.get(url).call().map_err(refused)?;
    answer.body_mut().with_config().limit(limits.bytes).read_to_vec().map_err(refused)
}

/// What went wrong and what to do.
fn words(error: &Error, limits: Limits) -> (String, &'static str) {
    const NO_SERVER: &str = "the server was not found";
    const LATER: &str = "try again later, or save it to a file and give that";
    match error {
        Error::StatusCode(status) => (format!("the server answered {status}"), "check the address"),
        Error::Timeout(_) => (format!("no answer within {} s", limits.time.as_secs_f32()), LATER),
        Error::TooManyRedirects => (format!("more than {} redirects", limits.redirects), "check the address"),
        Error::BodyExceedsLimit(_) => {
            (format!("it is larger than {} bytes", limits.bytes), "save the part that matters to a file and give that")
        }
        Error::HostNotFound => (NO_SERVER.to_owned(), "check the address and the connection"),
        // What the standard library says on every Unix; the error has no kind of its own.
        Error::Io(error) if error.to_string().starts_with("failed to lookup address") => {
            (NO_SERVER.to_owned(), "check the address and the connection")
        }
        Error::BadUri(_) | Error::Http(_) | Error::InvalidProxyUrl => {
            ("it is no address".to_owned(), "check the address")
        }
        Error::Tls(_) | Error::Rustls(_) => ("no secure connection".to_owned(), LATER),
        _ => ("the connection failed".to_owned(), LATER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    const TIGHT: Limits = Limits { time: Duration::from_millis(500), redirects: 2, bytes: 1000 };

    /// A server that gives each request the next of `answers`, and hangs after the last one.
    fn serve(answers: &'static [&'static str]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/feed.xml", listener.local_addr().unwrap());
        thread::spawn(move || {
            let mut kept = Vec::new();
            for answer in answers {
                let (mut connection, _) = listener.accept().unwrap();
                let _ = connection.read(&mut [0; 4096]);
                let _ = connection.write_all(answer.replace("$LONG", &"x".repeat(2000)).as_bytes());
                kept.extend((!answer.contains("Connection: close")).then_some(connection));
            }
            kept.extend(listener.accept().map(|(connection, _)| connection));
            thread::sleep(Duration::from_secs(5));
        });
        address
    }

    #[track_caller]
    fn check(answers: &'static [&'static str], expected: Expect) {
        let url = serve(answers);
        let said = match fetch(&url, TIGHT) {
            Ok(bytes) => String::from_utf8(bytes).unwrap(),
            Err(failure) => failure.text().replace(&url, "URL"),
        };
        expected.assert_eq(&said);
    }

    const ON: &str = "HTTP/1.1 302 Found\r\nLocation: /next.xml\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    const FEED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<feed/";

    #[test]
    fn a_feed_is_fetched_also_where_it_has_moved() {
        check(&[FEED], expect!["<feed/"]);
        check(&[ON, ON, FEED], expect!["<feed/"]);
    }

    #[test]
    fn a_server_that_hangs_is_given_up() {
        check(
            &[],
            expect![[r#"
                error[IO]: cannot fetch URL: no answer within 0.5 s; try again later, or save it to a file and give that
            "#]],
        );
        // Also one that hangs halfway.
        check(
            &["HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<fe"],
            expect![[r#"
                error[IO]: cannot fetch URL: no answer within 0.5 s; try again later, or save it to a file and give that
            "#]],
        );
    }

    #[test]
    fn what_is_no_feed_is_refused() {
        check(
            &["HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"],
            expect![[r#"
                error[IO]: cannot fetch URL: the server answered 404; check the address
            "#]],
        );
        check(
            &[ON, ON, ON],
            expect![[r#"
                error[IO]: cannot fetch URL: more than 2 redirects; check the address
            "#]],
        );
        check(
            &["HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n$LONG"],
            expect![[r#"
                error[IO]: cannot fetch URL: it is larger than 1000 bytes; save the part that matters to a file and give that
            "#]],
        );
        let nowhere = fetch("http://127.0.0.1:1/", TIGHT).unwrap_err();
        expect![[r#"
            error[IO]: cannot fetch http://127.0.0.1:1/: the connection failed; try again later, or save it to a file and give that
        "#]]
        .assert_eq(nowhere.text());
        let unknown = fetch("http://nowhere.invalid/", TIGHT).unwrap_err();
        expect![[r#"
            error[IO]: cannot fetch http://nowhere.invalid/: the server was not found; check the address and the connection
        "#]]
        .assert_eq(unknown.text());
    }
}
